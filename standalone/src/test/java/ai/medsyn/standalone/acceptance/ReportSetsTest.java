package ai.medsyn.standalone.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Real reports: which are kept, why others are not, and one image for each. */
class ReportSetsTest {

    private static final String PATH = "/v1/report-sets";
    private static final String EFFUSION = "Small left pleural effusion.";
    private static final String NORMAL = "No acute cardiopulmonary abnormality.";

    private final Api api = Platforms.api();

    @Test
    void an_archive_gives_one_image_per_report_and_counts_what_it_drops() throws IOException {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("ecgen-radiology/1.xml", report("CXR1", "The lungs are clear.", NORMAL, "PA and lateral"));
        documents.put("ecgen-radiology/2.xml", report("CXR2", EFFUSION, "", "Xray Chest PA"));
        documents.put("ecgen-radiology/3.xml", report("CXR3", "", "", "Xray Chest PA"));
        documents.put("ecgen-radiology/4.xml", report("CXR4", "The heart is large.", "Cardiomegaly noted.", "PA"));
        documents.put("ecgen-radiology/5.xml", report("CXR5", "", "Right lower lobe opacity.", "Lateral chest"));
        documents.put("ecgen-radiology/6.xml", report("CXR6", "", "Marked cardiomegaly with pulmonary edema.", ""));
        documents.put("ecgen-radiology/7.xml", "<eCitation><uId id=\"CXR7\"/>");
        documents.put("../../ecgen-radiology/8.txt", "not a report");
        JsonNode imported = imported(api.upload(PATH, "open-i", "NLMCXR_reports.tgz", archive(documents)));

        assertThat(imported.path("read").asInt()).isEqualTo(7);
        assertThat(imported.path("kept").asInt()).isEqualTo(3);
        assertThat(counts(imported.path("dropped")))
                .containsOnly(
                        entry("no-text", 1), entry("too-short", 1), entry("not-frontal", 1), entry("unreadable", 1));
        String id = imported.path("reportSet").asString();
        JsonNode set = api.get(PATH + "/" + id).expect(200).json();
        assertThat(set.path("format").asString()).isEqualTo("openi");
        assertThat(set.path("ready").asBoolean()).isTrue();
        assertThat(counts(set.path("dropped"))).isEqualTo(counts(imported.path("dropped")));

        JsonNode result = api.build(order("from-open-i", id));
        String dataset = result.path("dataset").asString();
        List<JsonNode> samples = api.samples(dataset);
        assertThat(samples)
                .extracting(sample -> sample.path("report").path("sourceId").asString())
                .containsExactly("CXR1", "CXR2", "CXR6");
        assertThat(samples)
                .extracting(sample -> sample.path("report").path("promptSource").asString())
                .containsExactly("IMPRESSION", "FINDINGS", "IMPRESSION");
        Png second = Png.read(api.get(samples.get(1).path("image").path("href").asString())
                .expect(200)
                .bytes());
        assertThat(second.radiograph(Orders.SIZE).texts()).containsEntry("Prompt", EFFUSION);
        assertThat(api.get("/v1/datasets/" + dataset).json().path("origin").asString())
                .isEqualTo("MIXED");
        assertThat(api.get("/v1/lineage?kind=dataset&id=" + dataset).json().path("reached"))
                .extracting(step -> step.path("node").path("id").asString())
                .contains(id, "phantom-6")
                .doesNotContain("grammar-2");
        JsonNode replay = api.postText("/v1/datasets/" + dataset + "/samples/2/replay", "")
                .expect(200)
                .json();
        assertThat(replay.path("identical").asBoolean()).isTrue();
    }

    @Test
    void a_table_gives_one_image_per_row_and_counts_what_it_drops() {
        String table = "study_id,VIEW,Findings,Impression\r\n" //
                + "s1,PA,\"Lungs are clear, heart is normal.\"," + NORMAL + "\r\n"
                + "s2,LATERAL,," + NORMAL + "\r\n"
                + "s3,AP,,Pneumonia.\r\n"
                + "s4,AP,,\r\n"
                + "s5,AP," + EFFUSION + ",\r\n";
        JsonNode imported = imported(api.upload(PATH, "table", "reports.csv", table.getBytes(UTF_8)));
        assertThat(imported.path("read").asInt()).isEqualTo(5);
        assertThat(counts(imported.path("dropped")))
                .containsOnly(entry("not-frontal", 1), entry("too-short", 1), entry("no-text", 1));
        JsonNode result =
                api.build(order("from-table", imported.path("reportSet").asString()));
        assertThat(api.samples(result.path("dataset").asString()))
                .extracting(sample -> sample.path("report").path("sourceId").asString())
                .containsExactly("s1", "s5");
    }

    static Stream<Arguments> brokenFiles() throws IOException {
        String bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><r><AbstractText Label=\"IMPRESSION\">&c;&c;</AbstractText></r>";
        byte[] whole = archive(Map.of("1.xml", report("CXR1", "", NORMAL.repeat(400), "PA")));
        return Stream.of(
                Arguments.of("cut.tgz", Arrays.copyOf(whole, whole.length / 2), "archive-broken"),
                Arguments.of("noise.tgz", new byte[] {0x1f, (byte) 0x8b, 1, 2, 3, 4, 5, 6, 7, 8}, "gzip-broken"),
                Arguments.of("bomb.tgz", archive(Map.of("bomb.xml", bomb)), "document-type"),
                Arguments.of("empty.tgz", archive(Map.of("readme.txt", "nothing here")), "no-reports"),
                Arguments.of("columns.csv", "name,age\r\nx,7\r\n".getBytes(UTF_8), "columns-missing"),
                Arguments.of("quotes.csv", "id,impression\r\n1,\"never closed".getBytes(UTF_8), "csv-broken"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFiles")
    void a_broken_file_fails_its_import_and_leaves_nothing_to_draw(String name, byte[] file, String code) {
        Answer answer = api.upload(PATH, "broken", name, file);
        JsonNode job = api.ended(Api.accepted(answer));
        assertThat(job.path("state").asString()).isEqualTo("FAILED");
        assertThat(job.path("error").path("code").asString()).as("%s", job).isEqualTo(code);
        assertThat(job.path("error").path("message").asString()).doesNotContain("Exception", "java.", "/tmp");
        String set = job.path("spec").path("reportSet").asString();
        assertThat(api.get(PATH + "/" + set).expect(200).json().path("ready").asBoolean())
                .isFalse();
        api.post("/v1/datasets", order("from-nothing", set)).problem(409, "report-set-empty");
    }

    @Test
    void characters_that_no_database_stores_do_not_stop_an_import() {
        String table = "id,impression\r\n1,\"No acute\u0000 disease of the chest.\"\r\n2," + NORMAL + "\r\n";
        JsonNode job = api.ended(Api.accepted(api.upload(PATH, "nul", "nul.csv", table.getBytes(UTF_8))));
        assertThat(job.path("error").path("code").asString()).isNotEqualTo("internal-error");
        assertThat(job.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(job.path("result").path("read").asInt()).isEqualTo(2);
    }

    @Test
    void an_upload_that_is_no_file_is_refused() {
        api.upload(PATH, "empty", "empty.csv", new byte[0]).problem(400, "validation-failed");
        api.upload(PATH, "../up", "r.csv", "impression\r\n".getBytes(UTF_8)).problem(400, "validation-failed");
        api.post(PATH, java.net.http.HttpRequest.BodyPublishers.ofString("x"), "multipart/form-data; boundary=b")
                .problem(400, "missing-parameter");
    }

    @Test
    void a_repeated_upload_is_the_same_import_and_another_file_under_its_key_is_refused() {
        String key = UUID.randomUUID().toString();
        byte[] table = ("impression\r\n" + NORMAL + "\r\n").getBytes(UTF_8);
        String job = Api.accepted(api.upload(PATH, "again", "r.csv", table, "Idempotency-Key", key));
        assertThat(Api.accepted(api.upload(PATH, "again", "r.csv", table, "Idempotency-Key", key)))
                .isEqualTo(job);
        api.upload(PATH, "again", "r.csv", "impression\r\n".getBytes(UTF_8), "Idempotency-Key", key)
                .problem(409, "idempotency-key-reused");
        api.upload(PATH, "other", "r.csv", table, "Idempotency-Key", key).problem(409, "idempotency-key-reused");
        assertThat(api.result(job).path("kept").asInt()).isEqualTo(1);
    }

    private JsonNode imported(Answer upload) {
        return api.result(Api.accepted(upload));
    }

    private static Map<String, Object> order(String name, String set) {
        Map<String, Object> order = Orders.order(name, 1, 3);
        order.remove("count");
        order.put("reports", Map.of("reportSet", set));
        return order;
    }

    private static Map<String, Integer> counts(JsonNode object) {
        Map<String, Integer> counts = new HashMap<>();
        object.properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asInt()));
        return counts;
    }

    /** A document in the form of the Open-i collection. */
    private static String report(String id, String findings, String impression, String caption) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><eCitation><meta type=\"rr\"/><uId id=\"" + id + "\"/>"
                + "<MedlineCitation><Article><Abstract><AbstractText Label=\"COMPARISON\">None.</AbstractText>"
                + "<AbstractText Label=\"FINDINGS\">" + findings + "</AbstractText>"
                + "<AbstractText Label=\"IMPRESSION\">" + impression
                + "</AbstractText></Abstract></Article></MedlineCitation>"
                + "<parentImage id=\"" + id + "_IM-0001\"><caption>" + caption + "</caption></parentImage></eCitation>";
    }

    private static byte[] archive(Map<String, String> documents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, String> document : documents.entrySet()) {
                byte[] content = document.getValue().getBytes(UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(document.getKey(), true);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
