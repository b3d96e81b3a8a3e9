package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may do what, and how much they may send. */
class AccessTest {

    private static final long HUNDRED_MEGABYTES = 100_000_000;

    private final Api api = Platforms.api();

    @Test
    void without_a_valid_key_nothing_is_answered() {
        String url = Platforms.usual().url();
        for (String key : new String[] {"", "medsyn_aaaaaaaaaaaa_" + "b".repeat(43), "nonsense"}) {
            Api stranger = new Api(url, key);
            stranger.get("/v1/datasets").problem(401, "unauthenticated");
            stranger.post("/v1/datasets", Orders.REFERENCE).problem(401, "unauthenticated");
            stranger.get("/v1/no-such-thing").problem(401, "unauthenticated");
        }
    }

    @Test
    void a_viewer_reads_and_builds_nothing() {
        JsonNode issued = api.post("/v1/api-keys", Map.of("name", "looks", "team", team(), "role", "VIEWER"))
                .expect(201)
                .json();
        Api viewer = new Api(Platforms.usual().url(), issued.path("key").asString());
        String dataset = "/v1/datasets/" + Platforms.reference().path("dataset").asString();
        viewer.get(dataset).expect(200);
        viewer.post("/v1/datasets", Orders.REFERENCE).problem(403, "forbidden");
        viewer.post("/v1/datasets", Orders.with(Orders.REFERENCE, "dryRun", true))
                .problem(403, "forbidden");
        viewer.post("/v1/datasets/preview", Orders.REFERENCE).problem(403, "forbidden");
        viewer.post(dataset + "/versions", Map.of()).problem(403, "forbidden");
        viewer.upload("/v1/report-sets", "set", "r.csv", "impression\n".getBytes(StandardCharsets.UTF_8))
                .problem(403, "forbidden");
        viewer.get("/v1/api-keys").problem(403, "forbidden");
    }

    @Test
    void another_team_sees_nothing_of_it() {
        JsonNode issued = api.post("/v1/api-keys", Map.of("name", "others", "team", "others", "role", "REQUESTER"))
                .expect(201)
                .json();
        Api other = new Api(Platforms.usual().url(), issued.path("key").asString());
        JsonNode reference = Platforms.reference();
        String dataset = reference.path("dataset").asString();
        other.get("/v1/datasets/" + dataset).problem(404, "dataset-not-found");
        other.get("/v1/datasets/" + dataset + "/samples/0/image").problem(404, "dataset-not-found");
        other.post("/v1/datasets/" + dataset + "/what-if", Map.of()).problem(404, "dataset-not-found");
        String job = api.get("/v1/datasets/" + dataset).json().path("job").asString();
        other.get("/v1/jobs/" + job).problem(404, "job-not-found");
        other.postText("/v1/jobs/" + job + "/cancel", "").problem(404, "job-not-found");
        assertThat(other.all("/v1/datasets", 50)).isEmpty();
        other.get("/v1/lineage?kind=dataset&id=" + dataset).problem(404, "dataset-not-found");
    }

    @Test
    void a_service_answers_nobody_but_the_gateway() throws IOException {
        for (String key : new String[] {"", Platforms.usual().key()}) {
            Api direct = new Api(Platforms.usual().generatorUrl(), key);
            direct.post("/v1/previews", Map.of("seed", 1)).problem(401, "unauthenticated");
            direct.get("/v1/jobs").problem(401, "unauthenticated");
        }
    }

    @Test
    void a_hundred_megabytes_are_refused_before_they_are_sent() throws IOException {
        try (Socket socket = connect("Content-Length: " + HUNDRED_MEGABYTES)) {
            assertTooLarge(socket.getInputStream());
        }
    }

    @Test
    void a_hundred_megabytes_in_chunks_are_refused_while_they_come() throws IOException {
        byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = connect("Transfer-Encoding: chunked")) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            try {
                for (long sent = 0; sent < HUNDRED_MEGABYTES && in.available() == 0; sent += 0x10000) {
                    out.write(chunk);
                }
            } catch (IOException hungUp) {
                // Before this noticed that it was answered.
            }
            assertTooLarge(in);
        }
    }

    private static Socket connect(String header) throws IOException {
        URI url = URI.create(Platforms.usual().url());
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(300_000);
        String head = "POST /v1/datasets HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nX-Api-Key: "
                + Platforms.usual().key() + "\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void assertTooLarge(InputStream in) throws IOException {
        byte[] head = new byte[4096];
        int length = in.read(head);
        assertThat(new String(head, 0, Math.max(length, 0), StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 413");
    }

    private String team() {
        return api.get("/v1/datasets/" + Platforms.reference().path("dataset").asString())
                .json()
                .path("team")
                .asString();
    }
}
