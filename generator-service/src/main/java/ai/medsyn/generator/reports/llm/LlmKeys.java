package ai.medsyn.generator.reports.llm;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys of endpoints: {@code medsyn.llm.keys.NAME}, or {@code MEDSYN_LLM_KEYS_NAME} in the environment. A registration names one of them; it can name
 * nothing else of the service's configuration, and no answer holds a value.
 */
@ConfigurationProperties("medsyn.llm")
record LlmKeys(@DefaultValue Map<String, String> keys) {

    /** Names only. */
    @Override
    public String toString() {
        return "LlmKeys" + keys.keySet();
    }
}
