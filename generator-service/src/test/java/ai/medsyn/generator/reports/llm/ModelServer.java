package ai.medsyn.generator.reports.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that speaks OpenAI's chat protocol over real HTTP, streamed or not. It reads the lists in its prompts and writes a sentence for each entry, unless
 * its script says that the next answer is another one.
 */
final class ModelServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** One answer that is not the usual one. */
    interface Reply {
        void to(HttpExchange exchange, JsonNode request) throws IOException;
    }

    private final HttpServer server;
    private final Deque<Reply> script = new ConcurrentLinkedDeque<>();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    ModelServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/chat/completions", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** What the next requests get, in this order; then the usual answers again. */
    ModelServer then(Reply... replies) {
        script.addAll(List.of(replies));
        return this;
    }

    List<JsonNode> requests() {
        return requests;
    }

    List<String> authorizations() {
        return authorizations;
    }

    /** The most requests that were open at once. */
    int mostAtOnce() {
        return most.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            requests.add(request);
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Reply reply = script.poll();
            (reply == null ? says(null) : reply).to(exchange, request);
        } finally {
            now.decrementAndGet();
        }
    }

    /** A text in the protocol's form; null for the faithful one. */
    static Reply says(String text) {
        return says(text, "stop");
    }

    static Reply says(String text, String finish) {
        return (exchange, request) -> {
            String content = text == null ? faithful(request) : text;
            if (text == null
                    && request.path("response_format").path("type").asString("").equals("json_schema")) {
                content = JSON.writeValueAsString(Map.of("text", content));
            }
            if (request.path("stream").asBoolean(false)) {
                stream(exchange, content, finish);
            } else {
                send(exchange, 200, completion(content, finish));
            }
        };
    }

    static Reply status(int status, String... headers) {
        return (exchange, request) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            send(exchange, status, "{\"error\":{\"message\":\"no\",\"type\":\"test\"}}");
        };
    }

    /** Bytes with status 200 that are not the protocol. */
    static Reply bytes(String body) {
        return (exchange, request) -> send(exchange, 200, body);
    }

    /** Says how long the answer is and hangs up in its middle. */
    static Reply cut() {
        return (exchange, request) -> {
            byte[] body = completion(faithful(request), "stop").getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
        };
    }

    /** Answers nothing until the client has gone. */
    static Reply never() {
        return (exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                }
            } catch (IOException gone) {
                // as expected
            }
        };
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String completion(String content, String finish) {
        return JSON.writeValueAsString(Map.of(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion",
                "created",
                1,
                "model",
                "test-model",
                "choices",
                List.of(Map.of(
                        "index",
                        0,
                        "finish_reason",
                        finish,
                        "message",
                        Map.of("role", "assistant", "content", content))),
                "usage",
                Map.of("prompt_tokens", 100, "completion_tokens", 20, "total_tokens", 120)));
    }

    private static void stream(HttpExchange exchange, String content, String finish) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        List<Object> events = new ArrayList<>();
        for (int from = 0; from < content.length(); from += 7) {
            String piece = content.substring(from, Math.min(content.length(), from + 7));
            events.add(chunk(List.of(Map.of("index", 0, "delta", Map.of("role", "assistant", "content", piece)))));
        }
        events.add(chunk(List.of(Map.of("index", 0, "delta", Map.of(), "finish_reason", finish))));
        Map<String, Object> usage = new java.util.HashMap<>(chunk(List.of()));
        usage.put("usage", Map.of("prompt_tokens", 100, "completion_tokens", 20, "total_tokens", 120));
        events.add(usage);
        for (Object event : events) {
            exchange.getResponseBody().write(("data: " + JSON.writeValueAsString(event) + "\n\n").getBytes(UTF_8));
            exchange.getResponseBody().flush();
        }
        exchange.getResponseBody().write("data: [DONE]\n\n".getBytes(UTF_8));
    }

    private static Map<String, Object> chunk(Object choices) {
        return Map.of(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion.chunk",
                "created",
                1,
                "model",
                "test-model",
                "choices",
                choices);
    }

    /** A sentence for every line of the lists in the first request. */
    static String faithful(JsonNode request) {
        String prompt = request.path("messages").get(1).path("content").asString();
        List<String> sentences = new ArrayList<>();
        String group = "";
        for (String line : prompt.lines().toList()) {
            if (!line.startsWith("- ")) {
                group = line;
            } else {
                String name = line.substring(2);
                sentences.add(
                        group.startsWith("Absent")
                                ? "There is no " + name + "."
                                : group.startsWith("Normal")
                                        ? Character.toUpperCase(name.charAt(0)) + name.substring(1) + "."
                                        : group.startsWith("Anat")
                                                ? "The " + name + " is included."
                                                : "There is " + name + ".");
            }
        }
        return String.join(" ", sentences);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
