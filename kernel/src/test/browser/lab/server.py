"""Serves the bundle as JupyterLab: Debian's jupyter_server with the front end of ../build."""

import json
import os
from pathlib import Path

from jupyterlab_server import LabServerApp

HOME = Path(os.environ["ROWAN_BROWSER_HOME"])
STATE = Path(os.environ["ROWAN_BROWSER_STATE"])
DISABLED = [
    "@jupyterlab/lsp-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/debugger-extension",
]


class Lab(LabServerApp):
    name = __name__
    app_name = "JupyterLab"
    app_version = "4.6.3"
    extension_url = default_url = "/lab"
    load_other_extensions = False
    static_dir = str(HOME / "build")
    schemas_dir = str(HOME / "build" / "schemas")
    themes_dir = str(HOME / "build" / "themes")
    templates_dir = str(HOME / "lab" / "templates")
    app_settings_dir = str(STATE / "settings")
    user_settings_dir = str(STATE / "user-settings")
    workspaces_dir = str(STATE / "workspaces")

    def initialize_settings(self):
        super().initialize_settings()
        self.serverapp.web_app.settings["terminals_available"] = False
        page = self.serverapp.web_app.settings.setdefault("page_config_data", {})
        page.setdefault("federated_extensions", [])


def _jupyter_server_extension_points():
    return [{"module": __name__, "app": Lab}]


if __name__ == "__main__":
    settings = STATE / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    page_config = {"disabledExtensions": {name: True for name in DISABLED}}
    (settings / "page_config.json").write_text(json.dumps(page_config), encoding="utf-8")
    Lab.launch_instance()
