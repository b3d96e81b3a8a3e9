package ai.medsyn.generator.reports.llm;

import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIIoException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The transport of the protocol: it talks to the registered address and to no other (redirects are not followed), and a whole answer, streamed or not,
 * has a time limit and a size limit.
 */
final class BoundedHttpClient implements HttpClient {

    /** A report has some 2 kB; a streamed one some 300 times that. */
    private static final int MAX_BYTES = 4 << 20;

    /** Headers that the JDK's client sets itself. */
    private static final Set<String> OWN = Set.of("host", "content-length", "connection", "expect", "upgrade");

    private final java.net.http.HttpClient http;
    private final Duration timeout;

    BoundedHttpClient(Duration timeout) {
        this.timeout = timeout;
        this.http = java.net.http.HttpClient.newBuilder()
                // Servers of models rarely speak HTTP/2 in the clear, and some fall over the attempt.
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(Duration.ofSeconds(10)) < 0 ? timeout : Duration.ofSeconds(10))
                .build();
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        CompletableFuture<java.net.http.HttpResponse<byte[]>> answer =
                http.sendAsync(translated(request), info -> new LimitedBody(MAX_BYTES));
        try {
            return response(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new OpenAIIoException("no whole answer within " + timeout.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            throw new OpenAIIoException("the connection failed", failed.getCause());
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new OpenAIIoException("interrupted", stopped);
        }
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        return http.sendAsync(translated(request), info -> new LimitedBody(MAX_BYTES))
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> {
                    if (failure != null) {
                        throw new OpenAIIoException("the connection failed or took too long", failure);
                    }
                    return response(answer);
                });
    }

    private java.net.http.HttpRequest translated(HttpRequest request) {
        java.net.http.HttpRequest.Builder builder =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url())).timeout(timeout);
        for (String name : request.headers().names()) {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                request.headers().values(name).forEach(value -> builder.header(name, value));
            }
        }
        HttpRequestBody body = request.body();
        if (body == null) {
            return builder.method(request.method().name(), BodyPublishers.noBody())
                    .build();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(bytes);
        if (body.contentType() != null) {
            builder.setHeader("Content-Type", body.contentType());
        }
        return builder.method(request.method().name(), BodyPublishers.ofByteArray(bytes.toByteArray()))
                .build();
    }

    private static HttpResponse response(java.net.http.HttpResponse<byte[]> answer) {
        Headers headers = Headers.builder().putAll(answer.headers().map()).build();
        InputStream body = new ByteArrayInputStream(answer.body());
        return new HttpResponse() {
            @Override
            public int statusCode() {
                return answer.statusCode();
            }

            @Override
            public Headers headers() {
                return headers;
            }

            @Override
            public InputStream body() {
                return body;
            }

            @Override
            public void close() {
                try {
                    body.close();
                } catch (IOException unreachable) {
                    throw new OpenAIIoException("an array cannot fail", unreachable);
                }
            }
        };
    }

    @Override
    public void close() {
        // The JDK's client ends with its last reference.
    }
}
