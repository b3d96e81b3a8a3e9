package ai.medsyn.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = EdgeTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "medsyn.http.max-body=10KB",
            "medsyn.http.max-upload=100KB",
            "server.tomcat.max-swallow-size=1MB",
            "spring.servlet.multipart.resolve-lazily=true"
        })
class BodyLimitTest {

    @LocalServerPort
    int port;

    HttpProbe client;

    @BeforeEach
    void connect() {
        client = new HttpProbe(port);
    }

    private static String tree(int bytes) {
        return "{\"a\":\"" + "x".repeat(bytes - 8) + "\"}";
    }

    private static byte[] upload(int bytes) {
        return ("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + "x".repeat(bytes)
                        + "\r\n--cut--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void a_body_of_exactly_the_limit_passes_and_one_byte_more_does_not() {
        assertThat(client.post("/trees", tree(10 * 1024)).status()).isEqualTo(200);
        Answer answer = client.post("/trees", tree(10 * 1024 + 1));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json()).containsEntry("code", "body-too-large").containsEntry("limit", 10 * 1024);
    }

    @Test
    void a_chunked_body_has_the_same_limit() {
        assertThat(chunked(10 * 1024).status()).isEqualTo(200);
        Answer answer = chunked(10 * 1024 + 1);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json()).containsEntry("code", "body-too-large");
    }

    private Answer chunked(int bytes) {
        byte[] body = tree(bytes).getBytes(StandardCharsets.US_ASCII);
        return client.post(
                "/trees", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), "application/json");
    }

    @Test
    void an_endless_chunked_body_is_cut_off_instead_of_read() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(("POST /trees HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n\"\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("1000\r\n" + "x".repeat(4096) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            long sent = 0;
            try {
                while (sent < 200_000_000L) {
                    out.write(chunk);
                    sent += chunk.length;
                }
            } catch (IOException hungUp) {
                // The server closed the connection: that is what is wanted.
            }
            assertThat(sent).isLessThan(100_000_000L);
        }
    }

    @Test
    void a_declared_length_beyond_the_limit_is_refused_before_the_body_comes() throws IOException {
        String answer = client.raw("POST /trees HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100000000\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("body-too-large", "onnection: close");
    }

    @Test
    void an_upload_has_its_own_limit_declared_or_chunked() {
        String type = "multipart/form-data; boundary=cut";
        assertThat(client.post("/uploads", BodyPublishers.ofByteArray(upload(90_000)), type)
                        .status())
                .isEqualTo(200);
        Answer declared = client.post("/uploads", BodyPublishers.ofByteArray(upload(110_000)), type);
        assertThat(declared.status()).isEqualTo(413);
        Answer chunked = client.post(
                "/uploads", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(upload(110_000))), type);
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.json()).containsEntry("code", "body-too-large").containsEntry("limit", 100 * 1024);
    }

    @Test
    void a_broken_upload_is_the_clients_fault() {
        Answer answer = client.post(
                "/uploads", BodyPublishers.ofString("--cut\r\nrubbish"), "multipart/form-data; boundary=cut");
        assertThat(answer.status()).isEqualTo(400);
        Answer noBoundary = client.post("/uploads", BodyPublishers.ofString("x"), "multipart/form-data");
        assertThat(noBoundary.status()).isEqualTo(400);
        Answer otherPart = client.post(
                "/uploads",
                BodyPublishers.ofString("--cut\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nx\r\n--cut--\r\n"),
                "multipart/form-data; boundary=cut");
        assertThat(otherPart.json()).containsEntry("code", "missing-parameter");
    }
}
