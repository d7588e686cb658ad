package io.millrace.binding;

import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ChangeHandler;
import io.millrace.handler.Handler;
import io.millrace.handler.HandlesChange;
import io.millrace.handler.NewImage;
import io.millrace.handler.RecordHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Handlers are found by the bean definitions, as the start of an application does, and made afterwards. */
class HandlerBeansTests {

    private static final List<String> MADE = new ArrayList<>();
    private static final List<String> SEEN = new ArrayList<>();

    private final List<Supplier<Handler>> found = new ArrayList<>();

    @AfterEach
    void forget() {
        MADE.clear();
        SEEN.clear();
    }

    @Test
    void findsHandlersWithoutMakingBeans() {
        List<String> names = new ArrayList<>();
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.register(Handlers.class);
        context.addBeanFactoryPostProcessor(beans -> {
            names.addAll(new HandlerBeans(beans).names());
            assertThat(MADE).isEmpty();
        });
        context.refresh();

        assertThat(names).containsExactly("lambda", "method", "record");
        assertThat(MADE).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lambda", "record", "method"})
    void makesTheHandlerThatItFound(String name) throws Exception {
        start(name, Handlers.class);

        assertThat(handle()).containsExactly(name + " Rex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lambda", "record", "method"})
    void callsBeansThroughTheirProxies(String name) throws Exception {
        start(name, Handlers.class, Proxies.class);

        assertThat(handle()).containsExactly("proxy", name + " Rex");
    }

    private void start(String name, Class<?>... configurations) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.register(configurations);
        context.addBeanFactoryPostProcessor(
                beans -> found.add(new HandlerBeans(beans).find(name).orElseThrow()));
        context.refresh();
    }

    private List<String> handle() throws Exception {
        Change<Item> change =
                insert().key("name", s("Rex")).after("name", s("Rex")).change();
        ((RecordHandler) found.get(0).get()).handle(change);
        return SEEN;
    }

    @Configuration(proxyBeanMethods = false)
    static class Handlers {

        @Bean
        ChangeHandler<Pet> lambda() {
            MADE.add("lambda");
            return change -> SEEN.add("lambda " + change.newItem().name());
        }

        @Bean
        RecordOfPets record() {
            MADE.add("record");
            return new RecordOfPets();
        }

        @Bean
        Methods methods() {
            MADE.add("methods");
            return new Methods();
        }
    }

    static class RecordOfPets implements ChangeHandler<Pet> {
        @Override
        public void handle(Change<Pet> change) {
            SEEN.add("record " + change.newItem().name());
        }
    }

    static class Methods {

        @HandlesChange("method")
        public void handle(@NewImage Pet pet) {
            SEEN.add("method " + pet.name());
        }
    }

    /** Interfaces get a proxy of the JDK, classes one of CGLIB. */
    @Configuration(proxyBeanMethods = false)
    static class Proxies {

        @Bean
        static BeanNameAutoProxyCreator proxies() {
            BeanNameAutoProxyCreator proxies = new BeanNameAutoProxyCreator();
            proxies.setBeanNames("lambda", "record", "methods");
            proxies.setInterceptorNames("interceptor");
            return proxies;
        }

        @Bean
        static MethodInterceptor interceptor() {
            return call -> {
                SEEN.add("proxy");
                return call.proceed();
            };
        }
    }
}
