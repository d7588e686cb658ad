package io.millrace.handler.ready.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A mail server that agrees to everything but one command. It takes one connection. */
final class ScriptedSmtp implements AutoCloseable {

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final String command;
    private final @Nullable String answer;

    private ScriptedSmtp(ServerSocket server, String command, @Nullable String answer) {
        this.server = server;
        this.command = command;
        this.answer = answer;
    }

    /**
     * Starts one.
     *
     * @param command the first word of a line; a dot for the end of the mail
     * @param answer to it; {@code null} to hang up
     */
    static ScriptedSmtp start(String command, @Nullable String answer) throws IOException {
        ScriptedSmtp smtp = new ScriptedSmtp(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), command, answer);
        Thread thread = new Thread(smtp::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
        return smtp;
    }

    int port() {
        return server.getLocalPort();
    }

    /** The first words of what the client has said. */
    List<String> said() {
        return said;
    }

    private void serve() {
        try (Socket client = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = client.getOutputStream()) {
            client.setTcpNoDelay(true);
            say(out, "220 here");
            boolean inData = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String word = line.split("[ :]", 2)[0];
                if (inData && !line.equals(".")) {
                    continue;
                }
                said.add(word);
                if (word.equals(command) && answer == null) {
                    return;
                }
                inData = word.equals("DATA");
                say(out, word.equals(command) ? String.valueOf(answer) : inData ? "354 go on" : "250 fine");
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
