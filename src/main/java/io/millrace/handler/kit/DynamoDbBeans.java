package io.millrace.handler.kit;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Chooses among the application's client beans: in the profile {@code local} that of the local database; otherwise the one
 * named by {@code millrace.dynamodb-client}; otherwise the only one, the {@code @Primary} one, or the only one that is not a
 * {@code @Fallback}.
 */
public final class DynamoDbBeans implements ApplicationDynamoDb {

    private static final String SETTING = "millrace.dynamodb-client";
    private static final String LOCAL = "millraceLocalDynamoDbClient";
    private static final String LOCAL_DATABASE = "millraceLocalDynamoDb";
    private static final BeanDefinition PLAIN = new RootBeanDefinition();

    private final ConfigurableListableBeanFactory beans;
    private final Environment environment;

    public DynamoDbBeans(ConfigurableListableBeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    @Override
    public Optional<DynamoDbClient> find() {
        return name().map(name -> beans.getBean(name, DynamoDbClient.class));
    }

    @Override
    public boolean exists() {
        return name().isPresent();
    }

    @Override
    public boolean isLocal() {
        return beans.containsBean(LOCAL_DATABASE);
    }

    private Optional<String> name() {
        List<String> names =
                List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, DynamoDbClient.class, true, false));
        String wanted = names.contains(LOCAL) ? LOCAL : environment.getProperty(SETTING);
        if (wanted != null && !names.contains(wanted)) {
            throw new InvalidSettingException(
                    "",
                    "%s names '%s', which is not a DynamoDbClient bean. There are: %s."
                            .formatted(SETTING, wanted, names));
        }
        return wanted == null ? only(names) : Optional.of(wanted);
    }

    private Optional<String> only(List<String> names) {
        List<String> candidates = filtered(names, DynamoDbBeans::isForAnyone);
        List<String> primary = filtered(candidates, BeanDefinition::isPrimary);
        List<String> usual = filtered(candidates, definition -> !definition.isFallback());
        List<String> left = primary.isEmpty() ? usual.isEmpty() ? candidates : usual : primary;
        if (left.size() > 1) {
            throw new InvalidSettingException(
                    "",
                    "there are %d DynamoDbClient beans, and none takes precedence: %s. Name one in %s, or mark one as @Primary."
                            .formatted(left.size(), left, SETTING));
        }
        return left.stream().findFirst();
    }

    private static boolean isForAnyone(BeanDefinition definition) {
        boolean byQualifier = definition instanceof AbstractBeanDefinition known && !known.isDefaultCandidate();
        return definition.isAutowireCandidate() && !byQualifier;
    }

    /** A bean without a definition counts as a plain one. */
    private List<String> filtered(List<String> names, Predicate<BeanDefinition> wanted) {
        return names.stream()
                .filter(name ->
                        wanted.test(beans.containsBeanDefinition(name) ? beans.getMergedBeanDefinition(name) : PLAIN))
                .toList();
    }
}
