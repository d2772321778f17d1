package rowan.jupyter;

import java.util.LinkedHashMap;
import java.util.Map;
import rowan.workspace.contract.Comms;

/**
 * Tells front ends what was run, in this notebook and others, a page at a time. A question has the words that are looked for,
 * and the id below which the page begins; the first comes when the channel is opened.
 */
final class HistoryPanel implements Comms.Target {

    private static final int PAGE = 100;

    private final History history;

    HistoryPanel(History history) {
        this.history = history;
    }

    @Override
    public Comms.Listener open(Comms.Peer peer, Map<String, Object> first) {
        peer.send(page(first));
        return question -> peer.send(page(question));
    }

    private Map<String, Object> page(Map<String, Object> question) {
        String words = question.get("words") instanceof String text ? text : "";
        long before = question.get("before") instanceof Number id ? id.longValue() : Long.MAX_VALUE;
        History.Page page = history.newest(words, before, PAGE);
        return Map.of(
                "question",
                question,
                "entries",
                page.entries().stream().map(HistoryPanel::message).toList(),
                "more",
                page.hasMore());
    }

    private static Map<String, Object> message(History.Entry entry) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", entry.id());
        message.put("text", entry.text());
        message.put("start", entry.start().toEpochMilli());
        entry.end().ifPresent(end -> {
            message.put("millis", end.took().toMillis());
            message.put("failed", end.failed());
        });
        return message;
    }
}
