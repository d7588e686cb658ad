package io.millrace.handler.ready.replicate;

import io.millrace.handler.kit.AttributeChoice;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.replicate.ReplicateType.Settings;
import java.util.HashMap;
import java.util.Map;

/** Reads which attributes are copied, and their names in the target. */
final class MappingChecks {

    private MappingChecks() {}

    static Mapping mapping(Settings settings) {
        requireName(SettingChecks.plain("version-attribute", settings.versionAttribute()));
        requireWholeItems(settings);
        Map<String, String> rename = settings.rename() == null ? Map.of() : settings.rename();
        Map<String, String> sources = new HashMap<>();
        rename.forEach((name, there) -> {
            requireNoVersion(SettingChecks.plain("rename", there), settings.versionAttribute());
            String other = sources.put(there, name);
            if (other != null) {
                throw new InvalidSettingException(
                        "rename",
                        "'%s' and '%s' would both be '%s'. Give them names of their own."
                                .formatted(other, name, there));
            }
        });
        return new Mapping(AttributeChoice.of(settings.include(), settings.exclude()), rename);
    }

    private static void requireName(String attribute) {
        if (attribute.isBlank() || attribute.length() > 255) {
            throw new InvalidSettingException(
                    "version-attribute", "'%s' is not the name of an attribute.".formatted(attribute));
        }
    }

    private static void requireNoVersion(String name, String versionAttribute) {
        if (name.isBlank() || name.equals(versionAttribute)) {
            throw new InvalidSettingException(
                    "rename",
                    name.isBlank()
                            ? "a name in the other table is empty."
                            : "'%s' is the attribute for versions. Take another name.".formatted(name));
        }
    }

    /** Refuses parts of items, since a put of a part removes the rest. */
    private static void requireWholeItems(Settings settings) {
        if (settings.bothWays() && (settings.include() != null || settings.exclude() != null)) {
            throw new InvalidSettingException(
                    settings.include() == null ? "exclude" : "include",
                    "tables that replicate each other need whole items, or one would remove attributes from the other. "
                            + "Leave out this or 'both-ways'.");
        }
    }
}
