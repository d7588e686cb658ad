package io.millrace.binding;

import java.math.BigDecimal;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/** Images as classes of several kinds. */
public final class Pets {

    private Pets() {}

    /** By its fields. */
    public static class PlainPet {
        public String name = "";
    }

    @DynamoDbBean
    public static class PetBean {
        private String name = "";

        @DynamoDbPartitionKey
        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    @DynamoDbBean
    public static class WeighedBean {
        private String name = "";
        private float weight;
        private BigDecimal price = BigDecimal.ZERO;

        @DynamoDbPartitionKey
        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public float getWeight() {
            return weight;
        }

        public void setWeight(float weight) {
            this.weight = weight;
        }

        public BigDecimal getPrice() {
            return price;
        }

        public void setPrice(BigDecimal price) {
            this.price = price;
        }
    }

    @DynamoDbImmutable(builder = ImmutablePet.Builder.class)
    public record ImmutablePet(@DynamoDbPartitionKey String name) {

        public static final class Builder {
            private String name = "";

            public Builder name(String name) {
                this.name = name;
                return this;
            }

            public ImmutablePet build() {
                return new ImmutablePet(name);
            }
        }
    }
}
