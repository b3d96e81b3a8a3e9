package ai.medsyn.generator.reports.llm;

import com.openai.client.OpenAIClientAsyncImpl;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

/** The protocol, through Spring AI. */
final class SpringAiEndpoint implements ChatEndpoint {

    private final OpenAiChatModel chat;
    private final LlmSettings settings;

    /** @param key null where the endpoint needs none */
    SpringAiEndpoint(LlmSettings settings, @Nullable String key) {
        this.settings = settings;
        ClientOptions client = ClientOptions.builder()
                .httpClient(new BoundedHttpClient(settings.calls().timeout()))
                .baseUrl(settings.address().toString())
                // Never the key that the environment may hold for something else.
                .apiKey(key == null ? "none" : key)
                .maxRetries(0)
                .build();
        this.chat = OpenAiChatModel.builder()
                .openAiClient(new OpenAIClientImpl(client))
                .openAiClientAsync(new OpenAIClientAsyncImpl(client))
                .options(OpenAiChatOptions.builder().model(settings.model()).build())
                .build();
    }

    @Override
    public Answer ask(ChatRequest request) {
        Prompt prompt = new Prompt(
                request.turns().stream().map(SpringAiEndpoint::message).toList(), options(request));
        try {
            return settings.calls().stream() ? streamed(prompt) : answer(List.of(chat.call(prompt)));
        } catch (RuntimeException failure) {
            throw translated(failure);
        }
    }

    private Answer streamed(Prompt prompt) {
        List<ChatResponse> parts =
                chat.stream(prompt).collectList().block(settings.calls().timeout());
        Answer answer = answer(parts == null ? List.of() : parts);
        if (answer.finish().isEmpty()) {
            throw new EndpointFailure.Unavailable("the endpoint's stream broke off before its end", null);
        }
        return answer;
    }

    private OpenAiChatOptions options(ChatRequest request) {
        OpenAiChatOptions.Builder options = OpenAiChatOptions.builder();
        options.model(settings.model());
        options.temperature(request.temperature());
        options.maxTokens(settings.sampling().maxTokens());
        options.seed(request.seed());
        if (settings.sampling().topP() != null) {
            options.topP(settings.sampling().topP());
        }
        if (settings.calls().stream()) {
            options.streamUsage(true);
        }
        if (request.schema() != null) {
            options.responseFormat(OpenAiChatModel.ResponseFormat.builder()
                    .type(OpenAiChatModel.ResponseFormat.Type.JSON_SCHEMA)
                    .jsonSchema(request.schema())
                    .build());
        }
        return options.build();
    }

    private static Message message(ChatRequest.Turn turn) {
        return switch (turn.speaker()) {
            case INSTRUCTIONS -> new SystemMessage(turn.text());
            case PERSON -> new UserMessage(turn.text());
            case MODEL -> new AssistantMessage(turn.text());
        };
    }

    /** One response, or all parts of a streamed one. */
    private static Answer answer(List<ChatResponse> parts) {
        StringBuilder text = new StringBuilder();
        String finish = "";
        int promptTokens = 0;
        int completionTokens = 0;
        for (ChatResponse part : parts) {
            Usage usage = part.getMetadata() == null ? null : part.getMetadata().getUsage();
            if (usage != null) {
                promptTokens = Math.max(promptTokens, or(usage.getPromptTokens()));
                completionTokens = Math.max(completionTokens, or(usage.getCompletionTokens()));
            }
            Generation generation = part.getResult();
            if (generation != null) {
                String piece = generation.getOutput().getText();
                text.append(piece == null ? "" : piece);
                String reason = generation.getMetadata().getFinishReason();
                finish = reason == null || reason.isEmpty() ? finish : reason.toLowerCase(Locale.ROOT);
            }
        }
        return new Answer(text.toString(), finish, promptTokens, completionTokens);
    }

    private static int or(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }

    private EndpointFailure translated(RuntimeException failure) {
        if (failure instanceof EndpointFailure known) {
            return known;
        }
        Throwable cause = failure;
        while (cause != null && !(cause instanceof OpenAIException)) {
            cause = cause.getCause();
        }
        if (!(cause instanceof OpenAIServiceException refusal)) {
            return new EndpointFailure.Unavailable(
                    "the endpoint of model " + settings.model() + " gave no usable answer", failure);
        }
        int status = refusal.statusCode();
        String message = "the endpoint of model " + settings.model() + " answered " + status;
        if (status == 429 || status == 503) {
            return new EndpointFailure.Busy(message, retryAfter(refusal), failure);
        }
        // A redirect leads away from the address that was registered.
        return status >= 500
                ? new EndpointFailure.Unavailable(message, failure)
                : new EndpointFailure.Refused(status, message, failure);
    }

    private static @Nullable Duration retryAfter(OpenAIServiceException refusal) {
        for (String value : refusal.headers().values("Retry-After")) {
            if (value.matches("[0-9]{1,6}")) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
        }
        return null;
    }
}
