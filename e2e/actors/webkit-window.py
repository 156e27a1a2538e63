#!/usr/bin/python3
"""A window with WebKit's engine in it, driven by WebKitWebDriver: Debian has the engine and the driver, and no browser that works with both."""
import gi

gi.require_version('Gtk', '3.0')
gi.require_version('WebKit2', '4.1')
from gi.repository import Gtk, WebKit2

context = WebKit2.WebContext.new_ephemeral()
context.set_automation_allowed(True)


def started(_context, session):
    info = WebKit2.ApplicationInfo()
    info.set_name('WebKit window')
    info.set_version(1, 0, 0)
    session.set_application_info(info)
    session.connect('create-web-view', open_view)


def open_view(_session):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    window = Gtk.Window(default_width=1000, default_height=900)
    window.add(view)
    window.show_all()
    return view


context.connect('automation-started', started)
Gtk.main()
