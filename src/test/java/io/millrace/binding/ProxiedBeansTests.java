package io.millrace.binding;

import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.change.Change;
import io.millrace.change.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers behind proxies, factories and scopes, whose beans are made already. */
class ProxiedBeansTests {

    private static final Change<Item> INSERT =
            insert().key("name", s("Rex")).after("name", s("Rex")).change();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interfaced",
                "consuming",
                "declared",
                "factory",
                "madeByFactory",
                "scoped",
                "scopedInterfaced",
                "scopedMethod",
                "lazyOne",
                "ofAGenericClass",
                "ofAGenericBean",
                "returnedAsItsInterface",
            })
    void handlesAChange(String name) throws Exception {
        Beans beans = Beans.of(ProxiedBeans.ALL);

        assertThat(beans.handle(name, INSERT)).containsExactly(name + " Rex");
        assertThat(beans.names()).contains(name);
    }

    @Test
    void listsEachBeanOnce() {
        assertThat(Beans.of(ProxiedBeans.ALL).names())
                .containsExactly(
                        "consuming",
                        "declared",
                        "factory",
                        "interfaced",
                        "lazyOne",
                        "madeByFactory",
                        "ofAGenericBean",
                        "ofAGenericClass",
                        "returnedAsItsInterface",
                        "scoped",
                        "scopedInterfaced",
                        "scopedMethod",
                        "undeclared");
    }

    @Test
    void saysThatAProxyDoesNotHaveTheMethod() {
        assertThatThrownBy(() -> Beans.of(ProxiedBeans.ALL).handler("undeclared"))
                .isInstanceOf(HandlerBeans.UnsuitableHandlerException.class)
                .hasMessage(
                        "method Declaring.undeclared can't be called, for bean 'declaring' is a proxy that does not "
                                + "have it. Declare it in an interface of the bean, or have a proxy of the class "
                                + "(spring.aop.proxy-target-class: true) and the method not private");
    }
}
