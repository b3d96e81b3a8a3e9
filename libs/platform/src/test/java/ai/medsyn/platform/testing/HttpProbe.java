package ai.medsyn.platform.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP client, and a socket for what no client would send. */
public record HttpProbe(int port) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public record Answer(int status, Map<String, String> headers, String body) {
        @SuppressWarnings("unchecked")
        public Map<String, Object> json() {
            return JsonMapper.builder().build().readValue(body, Map.class);
        }

        public String header(String name) {
            return headers.get(name);
        }
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    public Answer post(String path, String json, String... headers) {
        return post(path, HttpRequest.BodyPublishers.ofString(json), "application/json", headers);
    }

    public Answer post(String path, HttpRequest.BodyPublisher body, String type, String... headers) {
        return send(
                request(path, headers).header("Content-Type", type).POST(body).build());
    }

    public Answer send(HttpRequest request) {
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            var headers = new java.util.TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            answer.headers().map().forEach((name, values) -> headers.put(name, String.join("|", values)));
            return new Answer(answer.statusCode(), headers, answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path, String... headers) {
        var builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(2));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    /** Sends the bytes as they are and reads until the server hangs up. */
    public String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(120_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
