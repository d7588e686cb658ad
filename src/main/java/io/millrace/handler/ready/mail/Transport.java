package io.millrace.handler.ready.mail;

/** Takes letters. Its client is made by the first. Any thread may call. */
interface Transport {

    /**
     * Sends a letter to all of its recipients, or to none.
     *
     * @throws Exception if it is not sent, or nobody knows; the text holds nothing that the letter does
     */
    void send(Letter letter) throws Exception;
}
