package ai.medsyn.gateway.banks;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.gateway.uploads.UploadStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.security.Caller;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** Has generator-service build banks and sample from them, and passes on what it tells. */
@Component
public class BankOrders {

    private static final String KIND = "entity-bank";
    private static final String BANKS = "/v1/entity-banks";

    private final ServiceClients clients;
    private final UploadStore uploads;

    BankOrders(ServiceClients clients, UploadStore uploads) {
        this.clients = clients;
        this.uploads = uploads;
    }

    /** Builds a bank from a report set, or from the lexicon where there is none. */
    public JsonNode build(String name, @Nullable UUID reportSet, @Nullable String key, Caller caller) {
        UUID id = UploadStore.id(KIND, key, caller);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("id", id);
        request.put("name", name);
        request.put("origin", reportSet == null ? "LEXICON" : "REPORT_SET");
        request.put("reportSet", reportSet);
        return submit(BANKS, request, "bank/" + id, caller);
    }

    /** Keeps a list and builds a bank from it. */
    public JsonNode build(String name, MultipartFile list, @Nullable String key, Caller caller) {
        UUID id = UploadStore.id(KIND, key, caller);
        String object = uploads.keep(new ObjectName("entity-banks/" + id + "/list.csv"), list)
                .name()
                .value();
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
}
