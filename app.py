"""Entry point: page config, language, navigation."""

from ui.shell import language, router, sidebar, theme

theme.configure_page()
language.keep_in_url()
page = router.navigate()
sidebar.show()
page.run()
