package ai.medsyn.gateway.banks;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectConflictException;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** Has generator-service build banks and sample from them, and passes on what it tells. */
@Component
public class BankOrders {

    private static final Logger log = LoggerFactory.getLogger(BankOrders.class);
    private static final String BANKS = "/v1/entity-banks";

    private final ServiceClients clients;
    private final ArtifactStore store;

    BankOrders(ServiceClients clients, ArtifactStore store) {
        this.clients = clients;
        this.store = store;
    }

    /** Builds a bank from a report set, or from the lexicon where there is none. */
    public JsonNode build(String name, @Nullable UUID reportSet, @Nullable String key, Caller caller) {
        UUID id = id(key, caller);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("id", id);
        request.put("name", name);
        request.put("origin", reportSet == null ? "LEXICON" : "REPORT_SET");
        request.put("reportSet", reportSet);
        return submit(BANKS, request, "bank/" + id, caller);
    }

    /** Keeps a list and builds a bank from it. */
    public JsonNode build(String name, MultipartFile list, @Nullable String key, Caller caller) {
        if (list.isEmpty()) {
            throw RequestRefused.invalid(List.of(new Violation("file", "must not be empty", null)));
        }
        UUID id = id(key, caller);
        String object = keep(id, list);
        return submit(BANKS, Map.of("id", id, "name", name, "origin", "LIST", "list", object), "bank/" + id, caller);
    }

    /** Samples entity sets. */
    public JsonNode sample(Map<String, ?> request, @Nullable String key, Caller caller) {
        String unique = key == null ? "sampling/" + UUID.randomUUID() : "sampling/" + key;
        return submit("/v1/entity-samplings", request, unique, caller);
    }

    /** What generator-service answers to a GET, as JSON. */
    public JsonNode get(String path, Map<String, ?> query, @Nullable PageRequest page, Caller caller) {
        JsonNode answer = clients.service("generator", caller)
                .get()
                .uri(address(path, query, page))
                .retrieve()
                .body(JsonNode.class);
        if (answer == null) {
            throw new IllegalStateException("generator-service answered " + path + " without a body");
        }
        return answer;
    }

    /** A picture of a bank. */
    public byte[] plot(String path, Map<String, ?> query, Caller caller) {
        byte[] picture = clients.service("generator", caller)
                .get()
                .uri(address(path, query, null))
                .retrieve()
                .body(byte[].class);
        if (picture == null) {
            throw new IllegalStateException("generator-service answered " + path + " without a body");
        }
        return picture;
    }

    /** Encoded here: braces in what a caller sends must not be taken for variables of a template. */
    private static URI address(String path, Map<String, ?> query, @Nullable PageRequest page) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        query.forEach(address::queryParam);
        if (page != null) {
            address.queryParam("limit", page.limit());
            if (page.cursor() != null) {
                address.queryParam("cursor", page.cursor());
            }
        }
        return address.build().encode().toUri();
    }

    private JsonNode submit(String path, Object request, String key, Caller caller) {
        JsonNode job = clients.service("generator", caller)
                .post()
                .uri(path)
                .header(IdempotencyKey.HEADER, key)
                .body(request)
                .retrieve()
                .body(JsonNode.class);
        if (job == null) {
            throw new IllegalStateException("generator-service answered without a job");
        }
        return job;
    }

    /** The same key makes the same bank: a repeated request finds the first one. */
    private static UUID id(@Nullable String key, Caller caller) {
        return key == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes((caller.team() + "/entity-bank/" + key).getBytes(StandardCharsets.UTF_8));
    }

    private String keep(UUID id, MultipartFile list) {
        try (InputStream content = list.getInputStream()) {
            return store.put(new ObjectName("entity-banks/" + id + "/list.csv"), content)
                    .name()
                    .value();
        } catch (ObjectConflictException otherFile) {
            throw RequestRefused.conflict(
                    "idempotency-key-reused",
                    "The Idempotency-Key came with another file before; use a new key for another upload.");
        } catch (IOException e) {
            log.warn("a list of entities could not be kept", e);
            throw new RequestRefused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "store-unavailable",
                    "The list could not be kept: the artifact store refused to write. Nothing of it is stored; try again later.");
        }
    }
}
