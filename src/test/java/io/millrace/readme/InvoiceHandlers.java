package io.millrace.readme;

import io.millrace.handler.ChangeHandler;
import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InvoiceHandlers {

    private static final Logger log = LoggerFactory.getLogger(InvoiceHandlers.class);

    record Invoice(String invoiceId, BigDecimal total) {}

    @Bean
    ChangeHandler<Invoice> largeInvoice() {
        return change -> {
            Invoice invoice = change.newItem();
            log.info("Large invoice {}: {}", invoice.invoiceId(), invoice.total());
        };
    }
}
