package ai.medsyn.platform.jobs.web;

import ai.medsyn.platform.testing.HttpProbe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** A client that follows an event stream as a browser does. */
final class EventProbe implements AutoCloseable {

    record Event(String id, String name, Map<String, Object> data) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final InputStream body;
    private volatile boolean ended;

    private EventProbe(InputStream body) {
        this.body = body;
    }

    static EventProbe open(HttpProbe probe, String path, String... headers) {
        try {
            HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                    .send(probe.request(path, headers).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("found " + answer.statusCode());
            }
            EventProbe events = new EventProbe(answer.body());
            Thread reader = new Thread(events::read, "event-probe");
            reader.setDaemon(true);
            reader.start();
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = null;
            String name = null;
            String data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data = line.substring(5).strip();
                } else if (line.isEmpty() && data != null) {
                    events.add(new Event(id, name, object(data)));
                    id = null;
                    name = null;
                    data = null;
                }
            }
        } catch (IOException closed) {
            // by us
        }
        ended = true;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(String json) {
        return JsonMapper.builder().build().readValue(json, Map.class);
    }

    boolean ended() {
        return ended;
    }

    List<Event> events(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    /** The states told so far. */
    List<Object> states() {
        return new ArrayList<>(
                events("state").stream().map(event -> event.data().get("state")).toList());
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
