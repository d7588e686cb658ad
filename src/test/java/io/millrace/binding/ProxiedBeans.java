package io.millrace.binding;

import io.millrace.binding.Beans.Seen;
import io.millrace.change.Change;
import io.millrace.handler.ChangeHandler;
import io.millrace.handler.HandlesChange;
import io.millrace.handler.NewImage;
import java.util.function.Consumer;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.stereotype.Component;

/** Handlers of which the bean is a proxy, of a factory or of a scope. */
final class ProxiedBeans {

    static final Class<?>[] ALL = {
        Proxies.class,
        Interfaced.class,
        Consuming.class,
        Declaring.class,
        Factory.class,
        Scoped.class,
        ScopedInterfaced.class,
        ScopedMethods.class,
        LazyOne.class,
        Generic.class,
        Configuration.class
    };

    private ProxiedBeans() {}

    /** Of the JDK's proxies. */
    static class Proxies {

        @Bean
        static BeanNameAutoProxyCreator proxies() {
            BeanNameAutoProxyCreator proxies = new BeanNameAutoProxyCreator();
            proxies.setBeanNames("interfaced", "consuming", "declaring");
            proxies.setInterceptorNames("interceptor");
            return proxies;
        }

        @Bean
        static MethodInterceptor interceptor() {
            return call -> call.proceed();
        }
    }

    @Component("interfaced")
    record Interfaced(Seen seen) implements ChangeHandler<Pet> {
        @Override
        public void handle(Change<Pet> change) {
            seen.add("interfaced " + change.newItem().name());
        }
    }

    @Component("consuming")
    record Consuming(Seen seen) implements Consumer<Change<Pet>> {
        @Override
        public void accept(Change<Pet> change) {
            seen.add("consuming " + change.newItem().name());
        }
    }

    interface Declared<T> {

        @HandlesChange
        void declared(@NewImage T item);
    }

    @Component("declaring")
    record Declaring(Seen seen) implements Declared<Pet> {

        @Override
        public void declared(Pet pet) {
            seen.add("declared " + pet.name());
        }

        @HandlesChange
        void undeclared(@NewImage Pet pet) {}
    }

    @Component("factory")
    record Factory(Seen seen) implements FactoryBean<ChangeHandler<Pet>> {
        @Override
        public ChangeHandler<Pet> getObject() {
            return change -> seen.add("factory " + change.newItem().name());
        }

        @Override
        public Class<?> getObjectType() {
            return ChangeHandler.class;
        }
    }

    @Component("scoped")
    @Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
    static class Scoped implements ChangeHandler<Pet> {

        private final Seen seen;

        Scoped(Seen seen) {
            this.seen = seen;
        }

        @Override
        public void handle(Change<Pet> change) {
            seen.add("scoped " + change.newItem().name());
        }
    }

    @Component("scopedInterfaced")
    @Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
    record ScopedInterfaced(Seen seen) implements ChangeHandler<Pet> {
        @Override
        public void handle(Change<Pet> change) {
            seen.add("scopedInterfaced " + change.newItem().name());
        }
    }

    @Component("scopedMethods")
    @Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
    static class ScopedMethods {

        private final Seen seen;

        ScopedMethods(Seen seen) {
            this.seen = seen;
        }

        @HandlesChange
        public void scopedMethod(@NewImage Pet pet) {
            seen.add("scopedMethod " + pet.name());
        }
    }

    @Lazy
    @Component("lazyOne")
    record LazyOne(Seen seen) implements ChangeHandler<Pet> {
        @Override
        public void handle(Change<Pet> change) {
            seen.add("lazyOne " + change.newItem().name());
        }
    }

    abstract static class Base<T> {

        private final Seen seen;

        Base(Seen seen) {
            this.seen = seen;
        }

        @HandlesChange
        void ofAGenericClass(@NewImage T item, Change<T> change) {
            seen.add("ofAGenericClass " + ((Pet) item).name());
        }
    }

    @Component("generic")
    static class Generic extends Base<Pet> {
        Generic(Seen seen) {
            super(seen);
        }
    }

    record GenericBean<T>(Seen seen) {

        @HandlesChange
        void ofAGenericBean(@NewImage T item) {
            seen.add("ofAGenericBean " + ((Pet) item).name());
        }
    }

    interface PetHandler extends ChangeHandler<Pet> {}

    static class Configuration {

        @Bean
        GenericBean<Pet> genericBean(Seen seen) {
            return new GenericBean<>(seen);
        }

        @Bean
        FactoryBean<PetHandler> madeByFactory(Seen seen) {
            return new FactoryBean<>() {
                @Override
                public PetHandler getObject() {
                    return change ->
                            seen.add("madeByFactory " + change.newItem().name());
                }

                @Override
                public Class<?> getObjectType() {
                    return PetHandler.class;
                }
            };
        }

        @Bean
        PetHandler returnedAsItsInterface(Seen seen) {
            PetHandler handler = change ->
                    seen.add("returnedAsItsInterface " + change.newItem().name());
            return (PetHandler) new ProxyFactory(handler).getProxy();
        }
    }
}
