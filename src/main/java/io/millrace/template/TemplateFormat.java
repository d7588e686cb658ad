package io.millrace.template;

import io.millrace.mapping.Deployment;

/** What a deployment is written for. */
public enum TemplateFormat {
    /** AWS Serverless Application Model, as YAML. */
    SAM("template.yaml") {
        @Override
        public String write(Deployment deployment, TemplateOptions options) {
            return SamTemplate.of(deployment, options);
        }
    },
    /** Terraform, in its JSON syntax. */
    TERRAFORM("millrace.tf.json") {
        @Override
        public String write(Deployment deployment, TemplateOptions options) {
            return TerraformTemplate.of(deployment, options);
        }
    };

    private final String file;

    TemplateFormat(String file) {
        this.file = file;
    }

    /** The usual name of the file. */
    public String file() {
        return file;
    }

    /** The template; comments at its head say what the filters let pass although no route wants it. */
    public abstract String write(Deployment deployment, TemplateOptions options);
}
