package io.millrace.handler.ready.mail;

/** Sends letters. Any thread may call. */
interface Transport {

    /**
     * Sends a letter to all of its recipients, or to none.
     *
     * @throws Exception if it was not sent, or its state is unknown; the message contains nothing of the letter
     */
    void send(Letter letter) throws Exception;
}
