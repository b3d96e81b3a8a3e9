package ai.medsyn.generator.reports.analysis;

import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.SessionSettings;
import ai.medsyn.onnx.entities.TokenClassificationExtractor;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.models.Model;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.Lexicon;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The entity extractors by their id in the model registry; a network is loaded once and stays. */
@Component
public class Extractors implements DisposableBean {

    private final EntityExtractor builtIn;
    private final Lexicon lexicon;
    private final ModelRegistry models;
    private final Map<String, TokenClassificationExtractor> networks = new ConcurrentHashMap<>();

    Extractors(EntityExtractor builtIn, Lexicon lexicon, ModelRegistry models) {
        this.builtIn = builtIn;
        this.lexicon = lexicon;
        this.models = models;
    }

    /**
     * An extractor that may be used.
     *
     * @param id of a registered model; null for the built-in lexicon
     * @throws RequestRefused 404 {@code model-not-found}, 400 {@code model-kind-mismatch} or {@code model-layout}, 409 {@code
     *     model-files-changed}
     */
    public EntityExtractor require(@Nullable String id) {
        if (id == null || id.equals(builtIn.modelId())) {
            return builtIn;
        }
        Model model = models.require(id, ModelKind.ENTITY_EXTRACTOR);
        return networks.computeIfAbsent(id, key -> open(model));
    }

    private TokenClassificationExtractor open(Model model) {
        if (model.format() != ModelFormat.ONNX) {
            throw RequestRefused.badRequest(
                    "model-layout",
                    "An entity extractor of format ONNX was expected, found '" + model.id() + "' of format "
                            + model.format() + ".");
        }
        try {
            return TokenClassificationExtractor.open(model.id(), models.load(model), SessionSettings.CPU, lexicon);
        } catch (InvalidModelException e) {
            throw RequestRefused.badRequest(
                    "model-layout", "Model '" + model.id() + "' is no token classifier of reports. " + e.getMessage());
        }
    }

    @Override
    public void destroy() {
        networks.values().forEach(TokenClassificationExtractor::close);
        networks.clear();
    }
}
