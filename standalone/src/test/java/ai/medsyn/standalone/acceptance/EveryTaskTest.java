package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One request for an experiment with every kind of task, from films that it has drawn to the tables of the papers: four trainings, 32 evaluations. */
@Tag("long")
class EveryTaskTest {

    private static final int FILMS = 60;
    private static final String MAP = "2310.07027-";

    private final Api api = Platforms.api();

    private Map<String, Object> request() {
        JsonNode builtIn = api.get("/v1/built-in-experiments").expect(200).json();
        Map<String, Object> request =
                TinyExperiment.request("every-task", builtIn, 1, 2, Map.of("imageSize", 64, "cropSize", 64));
        TinyExperiment.enlarge(request, builtIn, FILMS);
        Map<String, Object> findings = Map.of("classes", "chexpert-5");
        Map<String, Object> short2 = Map.of("overrides", Map.of("epochs", 2));
        Map<String, Object> small = Map.of("overrides", Map.of("epochs", 2, "imageSize", 64));
        List<Map<String, Object>> tasks = new ArrayList<>();
        tasks.add(task(
                "CheXpert",
                evaluation("zero-shot-classification", "question", findings),
                "mavl-zero-shot",
                "CheXpert"));
        tasks.get(0).put("metrics", List.of(Map.of("name", "auc"), Map.of("name", "max-f1-on-test")));
        tasks.add(task("findings", evaluation("zero-shot-grounding", "question", findings), "", ""));
        tasks.add(task(
                "CheXpert, frozen",
                evaluation("linear-classification", "question", findings, "training", short2),
                MAP + "classification",
                "CheXpert"));
        Map<String, Object> lungs = Map.of("structures", List.of("left lung", "right lung"));
        tasks.add(task(
                "lungs", evaluation("segmentation", "target", lungs, "training", small), MAP + "segmentation", "RSNA"));
        tasks.add(task("lesions", evaluation("detection", "training", small), MAP + "detection", "RSNA"));
        request.put("tasks", tasks);
        request.put("fractions", List.of(0.1, 1));
        request.put("seeds", List.of(1, 2));
        request.put("draws", 500);
        return request;
    }

    private static Map<String, Object> evaluation(String task, Object... members) {
        Map<String, Object> evaluation = new LinkedHashMap<>();
        evaluation.put("task", task);
        for (int i = 0; i < members.length; i += 2) {
            evaluation.put((String) members[i], members[i + 1]);
        }
        return evaluation;
    }

    private static Map<String, Object> task(String name, Map<String, Object> evaluation, String table, String column) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("name", name);
        task.put("build", "hospital-a");
        task.put("evaluation", evaluation);
        if (!table.isEmpty()) {
            task.put("published", Map.of("table", table, "column", column));
        }
        return task;
    }

    @Test
    void every_kind_of_task_becomes_a_table_of_the_papers_with_their_numbers_below() throws IOException {
        JsonNode result = api.result(Api.accepted(api.post("/v1/experiments", request())));
        assertThat(result.path("trainings").asInt()).isEqualTo(4);
        assertThat(result.path("evaluations").asInt()).isEqualTo(32);
        // All cells of the other arm but that of a number that is no function of single films.
        assertThat(result.path("tests").asInt()).isEqualTo(9);
        assertThat(result.path("notCompared"))
                .singleElement()
                .satisfies(reason -> assertThat(reason.asString())
                        .startsWith("CheXpert, max-f1-on-test: max-f1-on-test is not computed from"));

        String path = "/v1/experiments/" + result.path("experiment").asString();
        JsonNode table = api.get(path + "/table").expect(200).json();
        assertThat(table.path("draws").asInt()).isEqualTo(500);
        assertThat(table.path("sections"))
                .extracting(section -> section.path("title").asString())
                .containsExactly(
                        "Zero-shot classification",
                        "Zero-shot grounding",
                        "Linear classification",
                        "Semantic segmentation",
                        "Object detection");
        assertThat(table.path("columns"))
                .extracting(column -> column.path("metric").asString())
                .containsExactly("auc", "max-f1-on-test", "iou", "dice", "auc", "auc", "dice", "dice", "map", "map");
        assertThat(table.path("cells")).hasSize(20).allSatisfy(cell -> {
            assertThat(cell.path("summary").path("mean").asDouble(-1)).isBetween(0.0, 1.0);
            assertThat(cell.path("summary").path("seeds").asInt()).isEqualTo(2);
            boolean compared = cell.path("row").path("arm").asString().equals("synthetic")
                    && !cell.path("column").path("metric").asString().equals("max-f1-on-test");
            assertThat(cell.path("comparison").path("test").asString(""))
                    .isIn(compared ? List.of("BOOTSTRAP") : List.of("", "T_OVER_SEEDS"));
        });
        assertThat(table.path("published"))
                .extracting(paper -> paper.path("id").asString())
                .containsExactlyInAnyOrder(
                        "mavl-zero-shot", MAP + "classification", MAP + "segmentation", MAP + "detection");
        assertLayouts(path);
        keep(path);
    }

    private void assertLayouts(String path) {
        assertThat(api.get(path + "/table.md").expect(200).text())
                .contains(
                        "## Zero-shot grounding\n\n| method | trained on | findings IoU | findings Dice |",
                        "| method | trained on | lungs Dice 10% | lungs Dice 100% |",
                        "| MGCA | real MIMIC-CXR | 16.8 | 24.9 |",
                        "paired bootstrap over patients, 500 draws (9)",
                        "## Not compared film by film");
        assertThat(api.get(path + "/table.tex").expect(200).text())
                .contains("\\multicolumn{2}{c}{lungs (Dice)}", "\\multicolumn{2}{c}{CheXpert}", "AUC & Max F1 on test");
        assertThat(api.get(path + "/table.csv").expect(200).text().lines()).hasSizeGreaterThan(1 + 20 + 60);
        String page = api.get(path + "/table.html").expect(200).text();
        assertThat(page.split("<svg", -1)).hasSize(1 + 7);
        assertThat(page).contains("Published, not measured here", "<h2>Object detection</h2>");
        assertThat(api.get(path + "/plot.svg?task=lesions").expect(200).text()).contains("lesions, mAP", ">10%<");
        api.get(path + "/plot.svg?task=nothing").problem(400, "validation-failed");
    }

    /** For people to look at, where a folder is named. */
    private void keep(String path) throws IOException {
        String folder = System.getProperty("medsyn.keep");
        if (folder != null) {
            for (String layout : List.of("md", "csv", "tex", "html")) {
                Files.write(
                        Path.of(folder, "table." + layout),
                        api.get(path + "/table." + layout).expect(200).bytes());
            }
        }
    }
}
