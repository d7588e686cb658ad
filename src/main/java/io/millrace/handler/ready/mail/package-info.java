/** Mails for changes, over SES, over SMTP or into files. It knows nothing of functions or hosts. */
@NullMarked
package io.millrace.handler.ready.mail;

import org.jspecify.annotations.NullMarked;
