package io.millrace.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.aws.AwsClients;
import io.millrace.change.Change;
import io.millrace.deadletter.DeadLetters;
import io.millrace.dispatch.Stores;
import io.millrace.function.TableFunctions;
import io.millrace.handler.Handler;
import io.millrace.handler.ImageHandler;
import io.millrace.handler.kit.ApplicationDynamoDb;
import io.millrace.handler.kit.DynamoDbBeans;
import io.millrace.handler.kit.HandlerType;
import io.millrace.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.type.AnnotationMetadata;

/**
 * A configuration file and what overrides it, read without an application. There are the handlers {@code restock}
 * and {@code audit}, the bean {@code clock} that is none, and {@code raw}, which does not say what its images are.
 */
public record Yaml(String text, Map<String, Object> variables, ClassLoader libraries) {

    public static Yaml of(String text) {
        return new Yaml(text, Map.of(), Yaml.class.getClassLoader());
    }

    public Yaml with(String variable, String value) {
        return new Yaml(text, Map.of(variable, value), libraries);
    }

    /** Where a class is missing, and with it its library. */
    public Yaml without(Class<?> type) {
        return new Yaml(text, variables, new FilteredClassLoader(type));
    }

    /** The types of ready-made handlers. */
    List<HandlerType<?>> types() {
        List<HandlerType<?>> types = new ArrayList<>();
        beans().getBeanProvider(HandlerType.class).forEach(types::add);
        return types;
    }

    /** @throws InvalidConfigurationException if anything is wrong with it */
    public TableFunctions read() {
        return configuration().tables();
    }

    /** What is allowed in it, but is hardly meant. */
    List<String> warnings() {
        return configuration().warnings();
    }

    CheckedConfiguration configuration() {
        Settings settings = new Settings(environment());
        DefaultListableBeanFactory beans = beans();
        ReadyMade readyMade =
                new ReadyMade(settings, beans.getBeanProvider(ResolvableType.forClass(HandlerType.class)));
        ReadyMade.names(settings)
                .forEach(name -> beans.registerBeanDefinition(
                        name, new RootBeanDefinition(Handler.class, () -> readyMade.handler(name))));
        return new TablesReader(readyMade, beans, () -> false, new Time(InstantSource.system(), wait -> {}))
                .read(properties -> Stores.NONE.idempotency(), new DeadLetters(new AwsClients(List::of), wait -> {}));
    }

    public void assertMistakes(String count, String... mistakes) {
        String list = Stream.of(mistakes).map("  - %s%n"::formatted).reduce("", String::concat);

        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(this::read)
                .withMessage("The configuration of Millrace has %s:%n%n%s".formatted(count, list));
    }

    StandardEnvironment environment() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ByteArrayResource file = new ByteArrayResource(text.getBytes(UTF_8), "config/application.yml");
        try {
            new YamlPropertySourceLoader().load("file", file).forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return environment;
    }

    private DefaultListableBeanFactory beans() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.setClassLoader(libraries);
        context.register(Types.class);
        context.registerBean(Time.class, () -> new Time(InstantSource.system(), wait -> {}));
        context.registerBean(AwsClients.class, () -> new AwsClients(List::of));
        context.registerBean(
                ApplicationDynamoDb.class, () -> new DynamoDbBeans(context.getBeanFactory(), context.getEnvironment()));
        context.refresh();
        DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
        ImageHandler handler = (before, after, table) -> {};
        beans.registerBeanDefinition("restock", new RootBeanDefinition(ImageHandler.class, () -> handler));
        beans.registerBeanDefinition("audit", new RootBeanDefinition(ImageHandler.class, () -> handler));
        beans.registerBeanDefinition("clock", new RootBeanDefinition(StringBuilder.class, StringBuilder::new));
        beans.registerBeanDefinition(
                "raw", consumerOf(ResolvableType.forClassWithGenerics(Change.class, Object.class)));
        return beans;
    }

    /** Imports the types as auto-configurations are, so that those whose library is missing are left out. */
    @Configuration(proxyBeanMethods = false)
    @Import(Types.Selector.class)
    static class Types {

        static final class Selector implements DeferredImportSelector {

            @Override
            public String[] selectImports(AnnotationMetadata metadata) {
                return ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
                        .getCandidates()
                        .stream()
                        .filter(name -> name.startsWith("io.millrace.handler."))
                        .toArray(String[]::new);
            }
        }
    }

    private static RootBeanDefinition consumerOf(ResolvableType change) {
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setTargetType(ResolvableType.forClassWithGenerics(Consumer.class, change));
        definition.setInstanceSupplier(() -> (Consumer<Change<?>>) ignored -> {});
        return definition;
    }
}
