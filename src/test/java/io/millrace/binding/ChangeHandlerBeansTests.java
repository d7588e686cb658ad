package io.millrace.binding;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static io.millrace.testkit.Records.modify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.binding.Beans.Seen;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ChangeHandler;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Consumer;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ChangeHandlerBeansTests {

    private static final Change<Item> INSERT = insert().key("name", s("Rex"))
            .after("name", s("Rex"))
            .after("price", n("2.50"))
            .change();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "item",
                "map",
                "rawMap",
                "record",
                "plainClass",
                "bean",
                "immutable",
                "consumer",
                "consumerOfRecord",
                "jdkProxy",
                "classProxy",
            })
    void handlesAChange(String name) throws Exception {
        Beans beans = Beans.of(Handlers.class);

        assertThat(beans.handle(name, INSERT)).containsExactly(name + " Rex");
        assertThat(beans.names()).contains(name);
    }

    @Test
    void makesABeanOfAnItemWithoutItsAttributes() throws Exception {
        Change<Item> other = insert().key("id", s("1")).after("other", s("x")).change();

        assertThat(Beans.of(Handlers.class).handle("bean", other)).containsExactly("bean ");
        assertThat(Beans.of(Handlers.class).handle("immutable", other)).containsExactly("immutable ");
    }

    @Test
    void handsOnWhatTheHandlerThrows() {
        Beans beans = Beans.of(Handlers.class);

        assertThatThrownBy(() -> beans.handle("failing", INSERT))
                .isInstanceOf(IOException.class)
                .hasMessage("no");
    }

    @Test
    void readsBothImagesAsTheSameType() throws Exception {
        Beans beans = Beans.of(Handlers.class);

        assertThat(beans.handle(
                        "price",
                        modify().key("name", s("Rex"))
                                .before("price", n("1.10"))
                                .after("price", n("2.50"))
                                .change()))
                .containsExactly(new BigDecimal("1.10"), new BigDecimal("2.50"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Handlers {

        @Bean
        ChangeHandler<Item> item(Seen seen) {
            return change -> seen.add("item " + change.newItem().string("name"));
        }

        @Bean
        ChangeHandler<Map<String, Object>> map(Seen seen) {
            return change -> seen.add("map " + change.newItem().get("name"));
        }

        @Bean
        @SuppressWarnings("rawtypes")
        ChangeHandler<Map> rawMap(Seen seen) {
            return change -> seen.add("rawMap " + change.newItem().get("name"));
        }

        @Bean
        ChangeHandler<Pet> record(Seen seen) {
            return change -> seen.add("record " + change.newItem().name());
        }

        @Bean
        ChangeHandler<Pet> price(Seen seen) {
            return change -> {
                seen.add(change.oldItem().price());
                seen.add(change.newItem().price());
            };
        }

        @Bean
        ChangeHandler<Pets.PlainPet> plainClass(Seen seen) {
            return change -> seen.add("plainClass " + change.newItem().name);
        }

        @Bean
        ChangeHandler<Pets.PetBean> bean(Seen seen) {
            return change -> seen.add("bean " + change.newItem().getName());
        }

        @Bean
        ChangeHandler<Pets.ImmutablePet> immutable(Seen seen) {
            return change -> seen.add("immutable " + change.newItem().name());
        }

        @Bean
        Consumer<Change<Item>> consumer(Seen seen) {
            return change -> seen.add("consumer " + change.newItem().string("name"));
        }

        @Bean
        Consumer<Change<Pet>> consumerOfRecord(Seen seen) {
            return change -> seen.add("consumerOfRecord " + change.newItem().name());
        }

        @Bean
        ChangeHandler<Item> failing() {
            return change -> {
                throw new IOException("no");
            };
        }

        @Bean
        @SuppressWarnings("unchecked")
        ChangeHandler<Pet> jdkProxy(Seen seen) {
            ChangeHandler<Pet> handler =
                    change -> seen.add("jdkProxy " + change.newItem().name());
            return (ChangeHandler<Pet>) new ProxyFactory(ChangeHandler.class, proxy(handler)).getProxy();
        }

        private static MethodInterceptor proxy(Object target) {
            return call -> call.getMethod().invoke(target, call.getArguments());
        }

        @Bean
        Proxied classProxy(Seen seen) {
            ProxyFactory factory = new ProxyFactory(new Proxied(seen));
            factory.setProxyTargetClass(true);
            return (Proxied) factory.getProxy();
        }
    }

    static class Proxied implements ChangeHandler<Pet> {

        private final Seen seen;

        Proxied(Seen seen) {
            this.seen = seen;
        }

        @Override
        public void handle(Change<Pet> change) {
            seen.add("classProxy " + change.newItem().name());
        }
    }
}
