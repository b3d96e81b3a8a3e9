package ai.medsyn.platform.models.web;

import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.NewModel;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model to register, as a client writes it. The meaning of its fields is that of {@link NewModel}. */
record ModelRequest(
        @NotBlank String id,
        @NotNull ModelKind kind,
        @NotNull ModelFormat format,
        @NotBlank @Size(max = 100) String version,
        @NotBlank @Size(max = 500) String location,
        @NotBlank @Size(max = 200) String licence,
        @Nullable @Size(max = 100) Map<String, Object> parameters) {

    NewModel toModel() {
        return new NewModel(id, kind, format, version, location, licence, parameters == null ? Map.of() : parameters);
    }
}
