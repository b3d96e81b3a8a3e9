package ai.medsyn.gateway.exports;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON objects that keep the order in which they were written down, printed the same on every system. */
final class JsonLd {

    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ObjectWriter PRETTY = MAPPER.writer()
            .with(new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));

    private JsonLd() {}

    /** An object of alternating names and values. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    static Map<String, Object> reference(String id) {
        return object("@id", id);
    }

    static byte[] print(Object value) {
        return (PRETTY.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** JSON text again, indented; its order of fields is kept. */
    static String indent(String json) {
        return PRETTY.writeValueAsString(MAPPER.readTree(json));
    }

    /** A JSON string, which is also a YAML one. */
    static String quote(String text) {
        return MAPPER.writeValueAsString(text);
    }
}
