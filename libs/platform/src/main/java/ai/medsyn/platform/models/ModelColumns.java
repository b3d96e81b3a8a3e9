package ai.medsyn.platform.models;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON columns of the table {@code model}. */
final class ModelColumns {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ModelColumns() {}

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** {@code {"name": value}}. */
    @Converter
    static final class Parameters implements AttributeConverter<Map<String, Object>, String> {

        @Override
        public String convertToDatabaseColumn(Map<String, Object> parameters) {
            return write(parameters);
        }

        @Override
        public Map<String, Object> convertToEntityAttribute(String json) {
            return JSON.readValue(json, new TypeReference<>() {});
        }
    }

    /** {@code [{"path", "bytes", "sha256"}]}. */
    @Converter
    static final class Files implements AttributeConverter<List<ModelFile>, String> {

        @Override
        public String convertToDatabaseColumn(List<ModelFile> files) {
            return write(files);
        }

        @Override
        public List<ModelFile> convertToEntityAttribute(String json) {
            return JSON.readValue(json, new TypeReference<>() {});
        }
    }
}
