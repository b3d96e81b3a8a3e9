package ai.medsyn.platform.http;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Refuses texts that JSON can escape but PostgreSQL cannot store: U+0000, and halves of surrogate pairs. */
final class StorableText extends StringDeserializer {

    static final String EXPECTED = "a text of Unicode characters without U+0000 and halves of surrogate pairs";

    static SimpleModule module() {
        return new SimpleModule("storable-text")
                .addDeserializer(String.class, new StorableText())
                .addKeyDeserializer(String.class, new Key());
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        return check(super.deserialize(parser, context), context);
    }

    private static String check(String text, DeserializationContext context) {
        if (!isStorable(text)) {
            throw context.weirdStringException("", String.class, EXPECTED);
        }
        return text;
    }

    static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    private static final class Key extends KeyDeserializer {
        @Override
        public String deserializeKey(String key, DeserializationContext context) {
            return check(key, context);
        }
    }
}
