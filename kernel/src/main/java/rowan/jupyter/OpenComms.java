package rowan.jupyter;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import rowan.jupyter.protocol.Message;
import rowan.jupyter.protocol.Wire;
import rowan.workspace.Workspace;
import rowan.workspace.contract.Comms;

/** The channels that are open between front ends and parts of the kernel. */
final class OpenComms {

    private record Open(String target, Comms.Listener listener) {}

    private final Supplier<Workspace> workspace;
    private final Publisher publisher;
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    OpenComms(Supplier<Workspace> workspace, Publisher publisher) {
        this.workspace = workspace;
        this.publisher = publisher;
    }

    /** A {@code comm_open}, {@code comm_msg} or {@code comm_close}; one of an unknown channel is ignored. */
    void heard(Message message) {
        String id = message.text("comm_id", "");
        switch (message.type()) {
            case "comm_open" -> open(id, message);
            case "comm_msg" ->
                Optional.ofNullable(open.get(id))
                        .ifPresent(comm -> comm.listener().message(data(message)));
            default ->
                Optional.ofNullable(open.remove(id))
                        .ifPresent(comm -> comm.listener().closed());
        }
    }

    private void open(String id, Message message) {
        String name = message.text("target_name", "");
        Comms.Peer peer = new FrontEnd(id, message.header());
        Optional<Comms.Target> target = workspace.get().comms().target(name);
        if (target.isEmpty()) {
            peer.close();
            return;
        }
        // Listed first, since the other end may close it on a thread of its own before it is opened here.
        Optional.ofNullable(open.put(id, new Open(name, nothingYet -> {})))
                .ifPresent(former -> former.listener().closed());
        Comms.Listener listener = target.get().open(peer, data(message));
        open.computeIfPresent(id, (same, opening) -> new Open(name, listener));
    }

    private static Map<String, Object> data(Message message) {
        Map<String, Object> data =
                new Gson().fromJson(message.object("data"), new TypeToken<Map<String, Object>>() {}.getType());
        return data == null ? Map.of() : data;
    }

    /** All open channels, or those of one target. */
    JsonObject info(Message request) {
        String wanted = request.text("target_name", "");
        Map<String, Object> comms = new LinkedHashMap<>();
        open.forEach((id, comm) -> {
            if (wanted.isEmpty() || wanted.equals(comm.target())) {
                comms.put(id, Map.of("target_name", comm.target()));
            }
        });
        JsonObject content = Wire.ok();
        content.add("comms", Wire.json(comms));
        return content;
    }

    private final class FrontEnd implements Comms.Peer {
        private final String id;
        private final String parent;

        FrontEnd(String id, String parent) {
            this.id = id;
            this.parent = parent;
        }

        @Override
        public void send(Map<String, Object> data) {
            publish("comm_msg", data);
        }

        @Override
        public void close() {
            open.remove(id);
            publish("comm_close", Map.of());
        }

        private void publish(String type, Map<String, Object> data) {
            JsonObject content = new JsonObject();
            content.addProperty("comm_id", id);
            content.add("data", Wire.json(data));
            publisher.publish(parent, new Publication(type, content));
        }
    }
}
