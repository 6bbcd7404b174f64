"""Entry point: page config, language, navigation."""

from ui.components.menu import menu
from ui.shell import language, router, sidebar, theme

theme.configure_page()
language.keep_in_url()
page = router.navigate()
sidebar.show(menu, page)
page.run()
