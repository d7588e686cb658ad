package io.millrace.handler.ready.messages;

import io.millrace.aws.Arn;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.Permission;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingChecks;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where changes are sent: a bus or a stream, by its name or its ARN.
 *
 * @param text as the settings name it
 * @param arn empty where that is a name
 */
record Place(String text, Optional<Arn> arn) {

    /**
     * What such a place looks like.
     *
     * @param setting that names it
     * @param what it is, as in "a stream"
     * @param service in its ARN
     * @param prefix of its name in its ARN
     */
    record Kind(String setting, String what, String service, String prefix, Pattern name) {

        /** @throws InvalidSettingException if the text is neither such a name nor such an ARN */
        Place read(String text) {
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
            return new Place(text, arn);
        }

        /** To do something with a place of this kind. */
        Permission permission(Place place, @Nullable String region, String action) {
            return place.arn()
                    .map(arn -> new Permission(List.of(action), arn.text()))
                    .orElseGet(() -> Permission.inAccount(service, region, prefix + place.text(), action));
        }
    }

    /** Where a client finds the service; in the region of the ARN, unless a setting names another. */
    ClientSettings client(@Nullable String region, @Nullable String endpoint) {
        return SettingChecks.client(region == null ? arn.map(Arn::region).orElse(null) : region, endpoint);
    }

    @Override
    public String toString() {
        return text;
    }
}
