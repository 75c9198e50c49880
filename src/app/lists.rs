//! The lists about a comparison: its changes, and the kinds of difference that can be hidden. Those of a large comparison
//! open when a worker has made them.

use crate::page::{ChangeListPage, Filter, count_kinds};

use super::arranging::{Arranged, Arranging};
use super::jobs::Job;
use super::menu::Menu;
use super::overlay::Overlay;
use super::state::{Screen, State};

impl State {
    /// Lists the changes.
    pub(super) fn list_changes(&mut self) {
        let Some(Screen::Comparison(comparison)) = self.screens.last() else { return };
        let Some(plan) = comparison.change_list() else { return };
        if plan.is_large() {
            self.request(Arranging::ChangeList(plan, Filter::All));
        } else {
            self.open_change_list(plan.list(Filter::All));
        }
    }

    /// Lists the changes of a class.
    pub(super) fn list_class(&mut self, filter: Filter) {
        let Some(Overlay::ChangeList { page, .. }) = self.overlays.last() else { return };
        let plan = page.plan();
        if plan.is_large() {
            self.request(Arranging::ChangeList(plan, filter));
        } else {
            self.open_change_list(plan.list(filter));
        }
    }

    /// Lists the kinds of difference that can be hidden, with the number of each.
    pub(super) fn list_kinds(&mut self) {
        let Some(Screen::Comparison(comparison)) = self.screens.last() else { return };
        let Some(page) = comparison.window.page() else { return };
        let (docs, compared) = (page.documents(), page.comparison());
        if page.is_large() {
            self.request(Arranging::HiddenKinds(docs.clone(), compared.clone()));
        } else {
            let counts = count_kinds(docs.as_ref().map(AsRef::as_ref), compared);
            self.arranged(Arranged::HiddenKinds(counts));
        }
    }

    fn request(&mut self, list: Arranging) {
        self.shared.arrange(Job::List, list);
        self.shared.say("listing …");
    }

    /// Shows what a worker made for the comparison on the screen.
    pub(super) fn arranged(&mut self, arranged: Arranged) {
        if !matches!(arranged, Arranged::Page(_)) {
            self.shared.notice = None;
        }
        let Some(Screen::Comparison(comparison)) = self.screens.last_mut() else { return };
        match arranged {
            Arranged::Page(page) => comparison.arranged(*page, &mut self.shared),
            Arranged::ChangeList(list) => self.open_change_list(*list),
            Arranged::HiddenKinds(counts) if self.overlays.is_empty() => {
                let hidden = comparison.hidden;
                self.overlays.push(Overlay::HiddenKinds { hidden, counts, menu: Menu::default() });
            }
            Arranged::HiddenKinds(_) => {}
        }
    }

    /// Opens a change list, or shows it in the one that is open. Another overlay stays.
    fn open_change_list(&mut self, list: ChangeListPage) {
        match (self.overlays.last_mut(), self.screens.last()) {
            (Some(overlay), _) => _ = overlay.relist(list),
            (None, Some(Screen::Comparison(comparison))) => {
                let saved = comparison.saved_position();
                self.overlays.push(Overlay::change_list(list, saved.change(), saved));
            }
            (None, _) => {}
        }
        self.preview();
    }
}
