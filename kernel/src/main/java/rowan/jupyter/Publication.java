package rowan.jupyter;

import com.google.gson.JsonObject;

/** What a message on iopub says. */
record Publication(String type, JsonObject content) {}
