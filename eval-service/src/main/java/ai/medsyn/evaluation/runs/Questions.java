package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.LabelNames;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.evaluation.zeroshot.PromptSet;
import ai.medsyn.evaluation.zeroshot.ZeroShotResources;
import ai.medsyn.platform.http.Violation;
import java.util.List;
import org.springframework.stereotype.Component;

/** The findings and wordings that can be asked for. */
@Component
public class Questions {

    static final String CLASSES = "nih-14";
    static final String PROMPTS = "report-ensemble";
    /** The prompt set that is the finding's phrase and nothing else. */
    public static final String PHRASE = "phrase";
    /** The prompt set that says the finding is there, in one sentence. */
    public static final String PRESENCE = "presence";

    private final ZeroShotResources resources = new ZeroShotResources();

    /** What comes with the platform. */
    public record Known(List<ClassList> classes, List<PromptSet> prompts) {}

    public Known known() {
        return new Known(resources.classLists(), resources.promptSets());
    }

    /** Adds what is wrong with a question. */
    public void check(EvaluationSpec.Question question, List<Violation> violations) {
        String classes = question.classes() == null ? CLASSES : question.classes();
        if (question.ownClasses() == null && resources.classList(classes).isEmpty()) {
            violations.add(new Violation(
                    "question.classes",
                    "must be one of "
                            + resources.classLists().stream().map(ClassList::id).toList(),
                    classes));
        }
        if (question.ownClasses() != null && question.ownClasses().findings().isEmpty()) {
            violations.add(new Violation("question.ownClasses.findings", "must not be empty", null));
        }
        String prompts = question.prompts() == null ? PROMPTS : question.prompts();
        if (question.ownPrompts() == null && resources.promptSet(prompts).isEmpty()) {
            violations.add(new Violation(
                    "question.prompts",
                    "must be one of "
                            + resources.promptSets().stream().map(PromptSet::id).toList(),
                    prompts));
        }
        if (question.ownPrompts() != null
                && question.ownPrompts().templates().positive().isEmpty()) {
            violations.add(new Violation("question.ownPrompts.templates.positive", "must not be empty", null));
        }
    }

    /** The class list of a question that was checked, under our names of findings. */
    public ClassList classes(EvaluationSpec.Question question) {
        ClassList own = question.ownClasses();
        ClassList chosen = own != null
                ? own
                : resources
                        .classList(question.classes() == null ? CLASSES : question.classes())
                        .orElseThrow();
        return new ClassList(
                chosen.id(),
                chosen.version(),
                chosen.source(),
                chosen.exclusive(),
                chosen.findings().stream()
                        .map(finding -> new ClassList.Finding(LabelNames.of(finding.label()), finding.phrase()))
                        .toList());
    }

    /** The prompt set of a question that was checked. */
    public PromptSet prompts(EvaluationSpec.Question question) {
        PromptSet own = question.ownPrompts();
        return own != null
                ? own
                : resources
                        .promptSet(question.prompts() == null ? PROMPTS : question.prompts())
                        .orElseThrow();
    }
}
