package ai.medsyn.standalone.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A model behind an endpoint: writes a sentence for each line of the lists in its prompt, and never learns one word. */
final class WritingModel implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final String stumbling;

    /** @param stumbling what it leaves out wherever it is asked for */
    WritingModel(String stumbling) {
        this.stumbling = stumbling;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/v1/chat/completions", exchange -> {
            String prompt = JSON.readTree(exchange.getRequestBody().readAllBytes())
                    .path("messages")
                    .get(1)
                    .path("content")
                    .asString();
            byte[] answer = JSON.writeValueAsString(completion(text(prompt))).getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    private static Map<String, Object> completion(String text) {
        Map<String, Object> choice =
                Map.of("index", 0, "finish_reason", "stop", "message", Map.of("role", "assistant", "content", text));
        return Map.of(
                "id",
                "1",
                "object",
                "chat.completion",
                "created",
                1,
                "model",
                "writing-model",
                "choices",
                List.of(choice),
                "usage",
                Map.of("prompt_tokens", 50, "completion_tokens", 10, "total_tokens", 60));
    }

    private String text(String prompt) {
        List<String> sentences = new ArrayList<>();
        String group = "";
        for (String line : prompt.lines().toList()) {
            if (!line.startsWith("- ")) {
                group = line;
            } else if (!line.contains(stumbling)) {
                sentences.add(sentence(group, line.substring(2)));
            }
        }
        return JSON.writeValueAsString(Map.of("text", String.join(" ", sentences) + " This concludes the report."));
    }

    private static String sentence(String group, String name) {
        if (group.startsWith("Normal")) {
            return Character.toUpperCase(name.charAt(0)) + name.substring(1) + ".";
        }
        return group.startsWith("Anatomical")
                ? "The " + name + " is included."
                : "There is " + (group.startsWith("Absent") ? "no " : "") + name + ".";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
