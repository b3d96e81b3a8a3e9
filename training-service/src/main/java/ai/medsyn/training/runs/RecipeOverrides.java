package ai.medsyn.training.runs;

import ai.medsyn.platform.http.Violation;
import ai.medsyn.vision.training.Recipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The numbers of a recipe that a request may change, and their ranges. */
@Component
class RecipeOverrides {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final int MOST_STEPS = 10_000_000;

    private static final List<Setting> SETTINGS = List.of(
            Setting.whole("batchSize", 2, 65_536),
            Setting.whole("accumulation", 1, 1024),
            Setting.number("learningRate", 1e-9, 10),
            Setting.number("weightDecay", 0, 1),
            Setting.number("clipNorm", 0, 1e6),
            Setting.number("warmUp", 0, 0.99),
            Setting.flag("bfloat16"),
            Setting.whole("imageSize", 32, 1024),
            Setting.whole("cropSize", 32, 1024),
            Setting.whole("enlargedSize", 0, 1024),
            Setting.whole("maxTokens", 8, 512),
            Setting.flag("refuseLongTexts"),
            Setting.flag("freezeText"),
            Setting.whole("validateEvery", 0, MOST_STEPS),
            Setting.whole("checkpointEvery", 0, MOST_STEPS),
            Setting.whole("reportEvery", 1, MOST_STEPS),
            Setting.whole("patience", 0, 100_000));

    private final JsonMapper json;

    RecipeOverrides(JsonMapper json) {
        this.json = json;
    }

    /** What values a setting takes; a flag has no range. */
    private record Setting(String name, Kind kind, double least, double most) {

        enum Kind {
            WHOLE,
            NUMBER,
            FLAG
        }

        static Setting whole(String name, int least, int most) {
            return new Setting(name, Kind.WHOLE, least, most);
        }

        static Setting number(String name, double least, double most) {
            return new Setting(name, Kind.NUMBER, least, most);
        }

        static Setting flag(String name) {
            return new Setting(name, Kind.FLAG, 0, 1);
        }

        boolean accepts(@Nullable Object value) {
            if (kind == Kind.FLAG) {
                return value instanceof Boolean;
            }
            if (!(value instanceof Number number)) {
                return false;
            }
            double found = number.doubleValue();
            return found >= least && found <= most && (kind == Kind.NUMBER || found == Math.rint(found));
        }

        String expectation() {
            return switch (kind) {
                case FLAG -> "must be true or false";
                case WHOLE -> "must be a whole number from " + (long) least + " to " + (long) most;
                case NUMBER -> "must be a number from " + least + " to " + most;
            };
        }
    }

    /** The recipe with a request's changes; what is wrong with them is added to the violations and left out. */
    Recipe apply(Recipe recipe, Map<String, @Nullable Object> changes, List<Violation> violations) {
        Map<String, Object> values = new LinkedHashMap<>(json.convertValue(recipe, OBJECT));
        changes.forEach((name, value) -> {
            Setting setting = SETTINGS.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElse(null);
            if (setting == null) {
                violations.add(new Violation(
                        "overrides." + name,
                        "must be one of " + SETTINGS.stream().map(Setting::name).toList(),
                        value));
            } else if (!setting.accepts(value)) {
                violations.add(new Violation("overrides." + name, setting.expectation(), value));
            } else if (value != null) {
                values.put(
                        name,
                        value instanceof Number number && setting.kind() == Setting.Kind.WHOLE
                                ? (Object) number.intValue()
                                : value);
            }
        });
        return json.convertValue(values, Recipe.class);
    }
}
