package ai.medsyn.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the public API as any client does, and remembers each different call as a line for a shell. */
final class PublicApi {

    private static final String BOUNDARY = "medsyn-form-part";
    private static final JsonMapper JSON = JsonMapper.shared();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Set<String> calls = new LinkedHashSet<>();
    private final URI base;
    private final String key;

    PublicApi(String url, String key) {
        this.base = URI.create(url);
        this.key = key;
    }

    /** The different calls so far, in order, with the key left to the variable {@code MEDSYN_KEY}. */
    List<String> calls() {
        return new ArrayList<>(calls);
    }

    /** Posts JSON and reads JSON. */
    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        String json = JSON.writeValueAsString(body);
        calls.add(curl(path) + " \\\n    -H 'Content-Type: application/json' -d '" + json.replace("'", "'\\''") + "'");
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return JSON.readTree(send(request));
    }

    /** Posts a form with a name and a file, and reads JSON. */
    JsonNode upload(String path, String name, Path file) throws IOException, InterruptedException {
        calls.add(curl(path) + " -F name=" + name + " -F 'file=@" + file + "'");
        String form = part("name\"", name)
                + part("file\"; filename=\"" + file.getFileName() + "\"", Files.readString(file)) + "--" + BOUNDARY
                + "--\r\n";
        HttpRequest request = request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString(form))
                .build();
        return JSON.readTree(send(request));
    }

    private static String part(String disposition, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + disposition + "\r\n\r\n" + content
                + "\r\n";
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        calls.add(curl(path));
        return JSON.readTree(send(request(path).GET().build()));
    }

    /** Downloads a body that is not JSON. */
    byte[] download(String path, String file) throws IOException, InterruptedException {
        calls.add(curl(path) + " -o " + file);
        return send(request(path).GET().build());
    }

    private String curl(String path) {
        return "curl -sS -H \"X-Api-Key: $MEDSYN_KEY\" '" + base.resolve(path) + "'";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("X-Api-Key", key)
                .timeout(Duration.ofMinutes(2));
    }

    private byte[] send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw CommandFailure.failed(request.method() + " " + request.uri() + " answered " + response.statusCode()
                    + ": " + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }
}
