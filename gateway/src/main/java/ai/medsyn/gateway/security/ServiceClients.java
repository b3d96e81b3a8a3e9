package ai.medsyn.gateway.security;

import ai.medsyn.gateway.security.ServiceSettings.Endpoint;
import ai.medsyn.platform.security.Caller;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP clients of the services, each speaking for one caller. What a service refuses (4xx) is thrown as {@link
 * ai.medsyn.platform.http.RequestRefused} with the service's own problem; a service that cannot be reached as 503 {@code service-unavailable}.
 */
public final class ServiceClients {

    /** Loading a large model and making an image on a CPU take minutes. */
    private static final Duration LONG = Duration.ofMinutes(15);

    private final Map<String, RestClient> clients;
    private final RestClient patient;
    private final ServiceTokens tokens;

    ServiceClients(ServiceSettings settings, ServiceTokens tokens, JsonMapper json) {
        this.tokens = tokens;
        Endpoint generator = settings.generator();
        this.patient = client("generator", new Endpoint(generator.url(), generator.connectTimeout(), LONG), json);
        this.clients = Map.of(
                "generator", client("generator", settings.generator(), json),
                "filter", client("filter", settings.filter(), json),
                "training", client("training", settings.training(), json),
                "evaluation", client("evaluation", settings.evaluation(), json));
    }

    /**
     * A client of one service.
     *
     * @param service {@code generator}, {@code filter}, {@code training} or {@code evaluation}
     */
    public RestClient service(String service, Caller caller) {
        RestClient client = clients.get(service);
        if (client == null) {
            throw new IllegalArgumentException("one of " + clients.keySet() + " expected, found " + service);
        }
        return signed(client, service, caller);
    }

    /** A client of generator-service for what may take minutes: trying a model out, drawing at once. */
    public RestClient patientGenerator(Caller caller) {
        return signed(patient, "generator", caller);
    }

    private RestClient signed(RestClient client, String service, Caller caller) {
        // The token is minted per request: the client may live longer than a token.
        return client.mutate()
                .requestInterceptor((request, body, execution) -> {
                    request.getHeaders().setBearerAuth(tokens.mint(service, caller));
                    return execution.execute(request, body);
                })
                .build();
    }

    private static RestClient client(String service, Endpoint endpoint, JsonMapper json) {
        // HTTP/1.1: an upgrade to HTTP/2 in the clear is nothing that the services offer.
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(endpoint.connectTimeout())
                .build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(endpoint.readTimeout());
        var failures = new ServiceFailures(service, json);
        return RestClient.builder()
                .baseUrl(endpoint.url())
                .requestFactory(requests)
                .configureMessageConverters(converters ->
                        converters.registerDefaults().withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
                .requestInterceptor(failures)
                .defaultStatusHandler(HttpStatusCode::isError, failures::passOn)
                .build();
    }
}
