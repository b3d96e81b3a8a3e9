package ai.medsyn.standalone.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values for the schemas of an OpenAPI document: most as the schema wants them, some as no schema does. */
final class RandomValues {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DEPTH = 6;
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "\ud800",
            "null",
            "NaN",
            "-1",
            "1e999",
            "../../../secret",
            "%2e%2e%2f",
            "' or 1=1 --",
            "{{7*7}}",
            "${env:PATH}",
            "\u202e\ufeff",
            "𝔘𝔫𝔦",
            "a".repeat(5000),
            "\r\nX-Injected: 1",
            "[]",
            "{}",
            "\\",
            "\u001f");
    private static final List<String> ODD_JSON = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "[[[[]]]]",
            "-1",
            "0",
            "1e308",
            "-1e308",
            "2.5",
            "9223372036854775807",
            "99999999999999999999999",
            "1e-400",
            "{\"\":null}",
            "{\"a\":{\"b\":{\"c\":[1,\"x\",null]}}}",
            "\"\"");

    private final RandomGenerator random;
    private final JsonNode schemas;
    /** Ids that exist, by the last word of the parameter that takes them. */
    private final Map<String, List<String>> known;

    RandomValues(RandomGenerator random, JsonNode api, Map<String, List<String>> known) {
        this.random = random;
        this.schemas = api.path("components").path("schemas");
        this.known = known;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T one(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    /** A value of a parameter, as text. */
    String parameter(String path, JsonNode parameter) {
        if (chance(0.25)) {
            return one(ODD_TEXTS);
        }
        List<String> ids = known.getOrDefault(path.split("/")[2], List.of());
        if (parameter.path("name").asString().equals("id") && !ids.isEmpty() && chance(0.8)) {
            return one(ids);
        }
        JsonNode value = value(parameter.path("schema"), 0);
        return value.isString() ? value.asString() : value.toString();
    }

    /** A JSON text for a schema; now and then one that breaks off. */
    String body(JsonNode schema) {
        String text = value(schema, 0).toString();
        return chance(0.03) ? text.substring(0, random.nextInt(text.length() + 1)) : text;
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (chance(0.06)) {
            return JSON.readTree(one(ODD_JSON));
        }
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asString();
            return value(schemas.path(name.substring(name.lastIndexOf('/') + 1)), depth + 1);
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        if (schema.has("example") && chance(0.3)) {
            return schema.path("example");
        }
        return switch (schema.path("type").asString("object")) {
            case "integer" -> JSON.valueToTree(integer(schema));
            case "number" -> JSON.valueToTree(number());
            case "boolean" -> JSON.valueToTree(random.nextBoolean());
            case "string" -> JSON.valueToTree(text(schema));
            case "array" -> array(schema, depth);
            default -> object(schema, depth);
        };
    }

    private long integer(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(Integer.MAX_VALUE);
        return switch (random.nextInt(8)) {
            case 0 -> least - 1;
            case 1 -> most;
            case 2 -> most == Long.MAX_VALUE ? most : most + 1;
            case 3 -> least;
            default -> least + random.nextInt(4);
        };
    }

    private double number() {
        return switch (random.nextInt(6)) {
            case 0 -> -0.0;
            case 1 -> Double.MAX_VALUE;
            case 2 -> -random.nextDouble();
            case 3 -> random.nextInt(1000);
            default -> random.nextDouble();
        };
    }

    private String text(JsonNode schema) {
        if (chance(0.1)) {
            return one(ODD_TEXTS);
        }
        if (schema.path("format").asString("").equals("uuid")) {
            return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
        }
        if (schema.path("format").asString("").equals("date-time")) {
            return "2100-01-01T00:00:00Z";
        }
        return one(
                List.of("fuzz", "grammar-2", "phantom-6", "folder", "train", "image-blur", "x-" + random.nextInt(9)));
    }

    private JsonNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.createArrayNode();
        for (int i = depth > DEPTH ? 0 : random.nextInt(4); i > 0; i--) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.createObjectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        schema.path("properties").properties().forEach(property -> {
            if (depth <= DEPTH && (required.contains(property.getKey()) ? chance(0.97) : chance(0.35))) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        });
        JsonNode further = schema.path("additionalProperties");
        if (further.isObject()) {
            object.set(one(List.of("train", "test", "image-blur", "token-count", "a b")), value(further, depth + 1));
        }
        if (chance(0.03)) {
            object.set(one(ODD_TEXTS.subList(3, 10)), JSON.readTree(one(ODD_JSON)));
        }
        return object;
    }
}
