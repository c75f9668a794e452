package htg.testvm.cli;

import static htg.testvm.cli.CiExample.at;
import static htg.testvm.cli.CiExample.document;
import static htg.testvm.cli.CiExample.documents;
import static htg.testvm.cli.CiExample.list;
import static htg.testvm.cli.CiExample.map;
import static htg.testvm.cli.CiExample.strings;
import static htg.testvm.cli.CiExample.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1Job;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of other machines are what those read: nothing misspelt, nothing that points nowhere. */
class CiExamplesTest {
    private static final Set<String> GITLAB_WORDS =
            Set.of("stages", "default", "include", "variables", "workflow", "spec");
    private static final Set<String> GITLAB_JOB = Set.of(
            "stage",
            "script",
            "before_script",
            "after_script",
            "artifacts",
            "needs",
            "parallel",
            "when",
            "image",
            "tags",
            "rules",
            "variables",
            "timeout",
            "retry",
            "allow_failure",
            "cache");
    private static final Set<String> GITLAB_ARTIFACTS =
            Set.of("paths", "when", "expire_in", "reports", "name", "exclude", "untracked", "expose_as");
    private static final Set<String> GITHUB_WORDS =
            Set.of("name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs");
    private static final Set<String> GITHUB_JOB = Set.of(
            "name",
            "needs",
            "runs-on",
            "if",
            "permissions",
            "container",
            "strategy",
            "steps",
            "env",
            "outputs",
            "timeout-minutes",
            "continue-on-error",
            "services",
            "defaults",
            "concurrency",
            "environment");
    private static final Set<String> GITHUB_STEP = Set.of(
            "id",
            "if",
            "name",
            "uses",
            "run",
            "with",
            "env",
            "shell",
            "working-directory",
            "continue-on-error",
            "timeout-minutes");

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void kubernetesKnowsEveryWordOfItsJobs(int number) throws IOException {
        V1Job.validateJsonElement(job(number));
    }

    @ParameterizedTest
    @CsvSource({
        "completionMode, completionmode",
        "backoffLimitPerIndex, backoffLimitPerPod",
        "template, tmplate",
        "restartPolicy, restart",
        "workingDir, workdir",
        "mountPath, path",
        "runAsNonRoot, nonRoot",
        "claimName, name",
        "capabilities, capability",
        "name: scratch, nam: scratch"
    })
    void kubernetesRefusesAWordItDoesNotKnow(String word, String wrong) throws IOException {
        String json = job(0).toString();
        String broken = word.contains(":")
                ? json.replace("\"name\":\"scratch\"", "\"nam\":\"scratch\"")
                : json.replaceFirst("\"" + word + "\":", "\"" + wrong + "\":");
        assertThat(broken).isNotEqualTo(json);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> V1Job.validateJsonElement(new Gson().fromJson(broken, JsonElement.class)));
    }

    @Test
    void theKubernetesJobGivesEachPodAnIndexAndNoPrivileges() throws IOException {
        Map<String, Object> job = document(CiExample.KUBERNETES);
        assertThat(at(job, "spec", "completionMode")).isEqualTo("Indexed");
        assertThat(at(job, "spec", "parallelism")).isEqualTo(at(job, "spec", "completions"));
        assertThat(at(job, "spec", "template", "spec", "restartPolicy")).isEqualTo("Never");
        for (Map<String, Object> one : documents(CiExample.KUBERNETES)) {
            Object container = at(one, "spec", "template", "spec", "containers", 0);
            assertThat(at(container, "securityContext", "allowPrivilegeEscalation"))
                    .isEqualTo(false);
            assertThat(at(container, "securityContext", "capabilities", "drop")).isEqualTo(List.of("ALL"));
            assertThat(one.toString()).doesNotContain("privileged=true", "hostPath");
            assertThat(mounts(container)).isEqualTo(volumes(one));
        }
    }

    @Test
    void gitlabKnowsEveryWordAndEveryNeed() throws IOException {
        Map<String, Object> pipeline = document(CiExample.GITLAB);
        List<String> stages = strings(at(pipeline, "stages"));
        Set<String> jobs = new java.util.HashSet<>(pipeline.keySet());
        jobs.removeAll(GITLAB_WORDS);
        assertThat(jobs).containsExactlyInAnyOrder("build", "boot-test", "boot-report");
        for (String name : jobs) {
            Map<String, Object> job = map(at(pipeline, name));
            assertThat(job.keySet()).as(name).isSubsetOf(GITLAB_JOB);
            assertThat(stages).contains((String) at(job, "stage"));
            assertThat(map(at(job, "artifacts")).keySet()).isSubsetOf(GITLAB_ARTIFACTS);
            if (job.containsKey("needs")) {
                assertThat(jobs).containsAll(strings(at(job, "needs")));
            }
        }
        assertThat(at(pipeline, "boot-report", "artifacts", "reports", "junit")).isEqualTo("report/junit.xml");
    }

    @Test
    void gitlabKeepsTheReportForTheNextRunAndGivesAllShardsTheSame() throws IOException {
        Map<String, Object> pipeline = document(CiExample.GITLAB);
        Map<String, Object> read = map(at(pipeline, "build", "cache"));
        Map<String, Object> kept = map(at(pipeline, "boot-report", "cache"));
        assertThat(read).containsEntry("policy", "pull");
        assertThat(kept).containsEntry("when", "always").doesNotContainKey("policy");
        assertThat(kept).containsEntry("key", at(read, "key")).containsEntry("paths", at(read, "paths"));
        assertThat(strings(at(pipeline, "build", "artifacts", "paths"))).containsAll(strings(at(read, "paths")));
        assertThat(map(at(pipeline, "boot-test"))).doesNotContainKey("cache");
        for (Map<String, Object> cache : List.of(read, kept)) {
            assertThat(cache.keySet()).isSubsetOf("key", "paths", "policy", "when");
        }
    }

    @Test
    void githubKeepsTheReportForTheNextRunAndGivesAllShardsTheSame() throws IOException {
        Object restore = at(steps("actions/cache/restore@v4").get(0), "with");
        Object save = at(steps("actions/cache/save@v4").get(0), "with");
        assertThat(at(save, "path")).isEqualTo(at(restore, "path"));
        // A cache is never changed: each run saves its own, and the newest whose key begins so is restored.
        assertThat((String) at(save, "key")).startsWith((String) at(restore, "restore-keys"));
        assertThat((String) at(save, "key")).contains("github.run_id", "github.run_attempt");
        assertThat(steps("actions/upload-artifact@v4"))
                .anySatisfy(step -> assertThat(map(at(step, "with")))
                        .containsEntry("name", "baseline")
                        .containsEntry("path", at(restore, "path"))
                        .containsEntry("if-no-files-found", "ignore"));
    }

    @Test
    void githubKnowsEveryWordAndEveryNeed() throws IOException {
        Map<String, Object> workflow = document(CiExample.GITHUB);
        assertThat(workflow.keySet()).isSubsetOf(GITHUB_WORDS).contains("on", "jobs");
        Map<String, Object> jobs = map(at(workflow, "jobs"));
        jobs.forEach((name, job) -> {
            assertThat(map(job).keySet()).as(name).isSubsetOf(GITHUB_JOB).contains("runs-on", "steps");
            if (map(job).containsKey("needs")) {
                assertThat(jobs.keySet()).containsAll(strings(at(job, "needs")));
            }
            for (Object step : list(at(job, "steps"))) {
                assertThat(map(step).keySet()).isSubsetOf(GITHUB_STEP).containsAnyOf("uses", "run");
            }
        });
        assertThat(texts(workflow).filter(text -> text.contains("${{")).map(CiExamplesTest::withoutKnown))
                .isNotEmpty()
                .noneMatch(text -> text.contains("${{"));
    }

    @Test
    void githubHandsOnWhatItKeeps() throws IOException {
        List<Object> kept = steps("actions/upload-artifact@v4");
        List<Object> fetched = steps("actions/download-artifact@v4");
        assertThat(kept)
                .extracting(step -> at(step, "with", "name"))
                .contains("image", "baseline", "report-${{ matrix.shard }}");
        assertThat(at(fetched.get(0), "with", "name")).isEqualTo("image");
        assertThat(fetched.subList(1, fetched.size()))
                .extracting(step -> at(step, "with", "pattern"))
                .containsExactly("baseline", "report-*", "baseline");
    }

    private static String withoutKnown(String text) {
        return text.replace("${{ matrix.shard }}", "")
                .replace("${{ strategy.job-total }}", "")
                .replace("${{ github.run_id }}", "")
                .replace("${{ github.run_attempt }}", "")
                .replace("${{ !cancelled() }}", "");
    }

    private static List<Object> steps(String action) throws IOException {
        return map(at(document(CiExample.GITHUB), "jobs")).values().stream()
                .flatMap(job -> list(at(job, "steps")).stream())
                .<Object>map(step -> step)
                .filter(step -> action.equals(map(step).get("uses")))
                .toList();
    }

    private static Set<Object> mounts(Object container) {
        return names(at(container, "volumeMounts"));
    }

    private static Set<Object> volumes(Object job) {
        return names(at(job, "spec", "template", "spec", "volumes"));
    }

    private static Set<Object> names(Object list) {
        Stream<?> entries = list(list).stream();
        return entries.map(entry -> at(entry, "name")).collect(java.util.stream.Collectors.toSet());
    }

    private static JsonElement job(int number) throws IOException {
        return new Gson().toJsonTree(documents(CiExample.KUBERNETES).get(number));
    }
}
