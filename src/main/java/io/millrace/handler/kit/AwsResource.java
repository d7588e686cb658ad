package io.millrace.handler.kit;

import io.millrace.aws.Arn;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.Permission;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A resource of an AWS service, such as a stream, as a setting refers to it: by its name or its ARN.
 *
 * @param text as the setting has it
 * @param name of the resource
 * @param arn empty where the setting has the name alone
 */
public record AwsResource(String text, String name, Optional<Arn> arn) {

    /**
     * A kind of resource.
     *
     * @param setting that refers to one
     * @param what it is, as in "a stream"
     * @param service in its ARN
     * @param prefix of its name in its ARN
     */
    public record Kind(String setting, String what, String service, String prefix, Pattern name) {

        /** @throws InvalidSettingException if the text is neither such a name nor such an ARN */
        public AwsResource read(String text) {
            Optional<Arn> arn = Arn.find(text)
                    .filter(found -> found.service().equals(service))
                    .filter(found -> found.resource().startsWith(prefix));
            String found = arn.map(named -> named.resource().substring(prefix.length()))
                    .orElse(text);
            if (!name.matcher(found).matches()) {
                throw new InvalidSettingException(
                        setting,
                        "'%s' is neither the name of %s nor its ARN, such as arn:aws:%s:eu-central-1:123456789012:%schanges."
                                .formatted(text, what, service, prefix));
            }
            return new AwsResource(text, found, arn);
        }

        /** Returns the permission for an action on a resource of this kind. */
        public Permission permission(AwsResource resource, @Nullable String region, String action) {
            return resource.arn()
                    .map(arn -> new Permission(List.of(action), arn.text()))
                    .orElseGet(() -> Permission.inAccount(service, region, prefix + resource.name(), action));
        }
    }

    /** Returns where a client finds the service: in the Region of the ARN, unless the setting names another one. */
    public ClientSettings client(@Nullable String region, @Nullable String endpoint) {
        return SettingChecks.client(region == null ? arn.map(Arn::region).orElse(null) : region, endpoint);
    }

    @Override
    public String toString() {
        return text;
    }
}
