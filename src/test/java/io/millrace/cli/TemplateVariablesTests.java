package io.millrace.cli;

import static io.millrace.cli.Templates.MAILS;
import static io.millrace.cli.Templates.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The variables that a configuration names, and the parameters of a template that set them. */
class TemplateVariablesTests {

    private static final String OF_DEFAULTS = """
            app: { b: "${BB:x}", c: "${app.b}", fixed: x }
            millrace.tables.things:
              routes.a: { handler: petWelcome, when: "new.a == '%s'" }
            """;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void givesFunctionsTheVariablesThatTheConfigurationNames() throws IOException {
        assertThat(run(MAILS, "--set", "SENDER=orders@example.com", "--output=-"))
                .as(out::toString)
                .isZero();

        JsonNode template = sam();
        assertThat(template.at("/Resources/ThingsFunction/Properties/Environment/Variables"))
                .isEqualTo(json("{'SENDER': {'Ref': 'SENDERVariable'}, 'APP_SUBJECT': {'Ref': 'APPSUBJECTVariable'}}"));
        assertThat(template.at("/Parameters/SENDERVariable"))
                .isEqualTo(
                        json("{'Type': 'String', 'Description': 'The environment variable SENDER', 'NoEcho': true}"));
        assertThat(template.at("/Parameters/APPSUBJECTVariable/Default").asString())
                .isEqualTo("Hello");
    }

    @Test
    void givesThemByTerraformToo() throws IOException {
        assertThat(run(MAILS, "--set", "SENDER=orders@example.com", "--output=-", "--terraform"))
                .as(out::toString)
                .isZero();

        JsonNode template = JsonMapper.shared().readTree(out.toString());
        assertThat(template.at("/resource/aws_lambda_function/millrace_things/environment/variables"))
                .isEqualTo(json("{'SENDER': '${var.sender}', 'APP_SUBJECT': '${var.app_subject}'}"));
        assertThat(template.at("/variable/sender"))
                .isEqualTo(json(
                        "{'type': 'string', 'description': 'The environment variable SENDER', 'sensitive': true}"));
        assertThat(template.at("/variable/app_subject/default").asString()).isEqualTo("Hello");
    }

    @Test
    void givesFunctionsTheVariablesThatStandBehindOthersValues() throws IOException {
        assertThat(run("""
                app: { things: "${THINGS}", sender: "${SENDER:me@example.com}" }
                millrace.tables.things:
                  name: ${app.things}
                  routes.a: { handler: petWelcome, when: "new.from == '${app.sender}'" }
                """, "--set=THINGS=Things", "--output=-"))
                .as(out::toString)
                .isZero();

        assertThat(sam().at("/Resources/ThingsFunction/Properties/Environment/Variables"))
                .isEqualTo(json("{'THINGS': {'Ref': 'THINGSVariable'}, 'SENDER': {'Ref': 'SENDERVariable'}}"));
        assertThat(sam().at("/Parameters/SENDERVariable/Default").asString()).isEqualTo("me@example.com");
    }

    @Test
    void givesFunctionsTheVariablesThatOtherSettingsCanNotDoWithout() throws IOException {
        assertThat(run("""
                app: { host: "${SMTP_HOST}", port: "${SMTP_PORT:25}", home: "${java.io.tmpdir}", name: '\\${NAME}' }
                mine.pattern: "%m%n${LOG_EXCEPTION_CONVERSION_WORD:-%wEx}"
                millrace.tables.things.routes.a: { handler: petWelcome }
                """, "--output=-")).as(out::toString).isZero();

        assertThat(sam().at("/Resources/ThingsFunction/Properties/Environment/Variables"))
                .isEqualTo(json("{'SMTP_HOST': {'Ref': 'SMTPHOSTVariable'}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--filters=5", "--terraform"})
    void refusesVariablesThatLambdaDoesNotTake(String option) throws IOException {
        String text = """
                millrace.tables.things:
                  routes.a: { handler: petWelcome, when: "new.a == '%s'" }
                """;

        assertThat(run(text.formatted("${A}"), option, "--set=A=x", "--output=-"))
                .isEqualTo(1);
        assertThat(out.toString())
                .isEqualTo(
                        "The configuration names the variable 'A', which Lambda does not take: a name has two letters, "
                                + "digits and '_' at least, and begins with a letter. Give it another name.\n");
        out.getBuffer().setLength(0);
        assertThat(run(text.formatted("${A:x}"), option, "--output=-")).isZero();
        assertThat(out.toString()).doesNotContain("Environment", "environment", "Variable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${AA:${BB:x}-y}", "${AA:${app.b}}", "${AA:${app.c}}"})
    void setsNoVariableWhoseDefaultFollowsFromAnother(String value) throws IOException {
        assertThat(run(OF_DEFAULTS.formatted(value), "--output=-"))
                .as(out::toString)
                .isZero();

        assertThat(sam().at("/Resources/ThingsFunction/Properties/Environment/Variables"))
                .isEqualTo(
                        json(
                                "{'AA': {'Fn::If': ['AAVariableIsSet', {'Ref': 'AAVariable'}, {'Ref': 'AWS::NoValue'}]}, 'BB': {'Ref': 'BBVariable'}}"));
        assertThat(sam().at("/Conditions"))
                .isEqualTo(json("{'AAVariableIsSet': {'Fn::Not': [{'Fn::Equals': [{'Ref': 'AAVariable'}, '']}]}}"));
        assertThat(sam().at("/Parameters/AAVariable"))
                .isEqualTo(
                        json(
                                "{'Type': 'String', 'Description': 'The environment variable AA, which is not set where this is empty', 'NoEcho': true, 'Default': ''}"));
        assertThat(sam().at("/Parameters/BBVariable/Default").asString()).isEqualTo("x");
    }

    @Test
    void setsNoneByTerraformEither() throws IOException {
        assertThat(run(OF_DEFAULTS.formatted("${AA:${BB:x}-y}${CC:z}"), "--output=-", "--terraform"))
                .as(out::toString)
                .isZero();

        JsonNode template = JsonMapper.shared().readTree(out.toString());
        assertThat(template.at("/resource/aws_lambda_function/millrace_things/environment/variables")
                        .asString())
                .isEqualTo(
                        "${{for name, value in {\"AA\" = var.aa, \"BB\" = var.bb, \"CC\" = var.cc} : name => value if value != null}}");
        assertThat(template.at("/variable/aa"))
                .isEqualTo(
                        json(
                                "{'type': 'string', 'description': 'The environment variable AA, which is not set where this is null', 'sensitive': true, 'default': null}"));
        assertThat(template.at("/variable/bb/default").asString()).isEqualTo("x");
    }

    @Test
    void setsAVariableWhoseDefaultFollowsFromAFile() throws IOException {
        assertThat(run(OF_DEFAULTS.formatted("${AA:${app.fixed}-y}"), "--output=-"))
                .as(out::toString)
                .isZero();

        assertThat(sam().at("/Parameters/AAVariable/Default").asString()).isEqualTo("x-y");
        assertThat(sam().has("Conditions")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--filters=5 | /Resources/ThingsFunction/Properties/Environment/Variables | {'A_B': {'Ref': 'ABVariable'}, 'AB': {'Ref': 'ABVariable2'}, 'ab': {'Ref': 'AbVariable'}, 'VERSION': {'Ref': 'VERSIONVariable'}, 'THINGS_STREAM_ARN': {'Ref': 'THINGSSTREAMARNVariable'}}",
                "--terraform | /resource/aws_lambda_function/millrace_things/environment/variables | {'A_B': '${var.a_b}', 'AB': '${var.ab}', 'ab': '${var.ab2}', 'VERSION': '${var.version_variable}', 'THINGS_STREAM_ARN': '${var.things_stream_arn_variable}'}",
            })
    void givesEachVariableAParameterOfItsOwn(String option, String place, String variables) throws IOException {
        assertThat(run("""
                millrace.tables.things:
                  routes.a: { handler: petWelcome, when: "new.a == '${A_B:}${AB:}${ab:}${VERSION:}${THINGS_STREAM_ARN:}'" }
                """, option, "--output=-")).as(out::toString).isZero();

        JsonNode template = option.equals("--terraform") ? JsonMapper.shared().readTree(out.toString()) : sam();
        assertThat(template.at(place)).isEqualTo(json(variables));
    }

    private JsonNode sam() {
        return Templates.sam(out);
    }

    private int run(String configuration, String... options) throws IOException {
        return Templates.run(out, directory, configuration, options);
    }
}
