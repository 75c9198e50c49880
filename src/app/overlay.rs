//! Overlays: help, palette, contents, links, changes, hidden kinds, and the prompt.
//!
//! Lists cover the right part of a wide screen or the whole of a narrow one; the prompt takes the footer.

use std::borrow::Cow;

use nucleo_matcher::Config;
use nucleo_matcher::Matcher;
use nucleo_matcher::pattern::CaseMatching;
use nucleo_matcher::pattern::Normalization;
use nucleo_matcher::pattern::Pattern;

use crate::page::ChangeListPage;
use crate::page::Detail;
use crate::page::HiddenKind;
use crate::page::HiddenKinds;
use crate::page::Links;
use crate::page::Role;
use crate::page::Toc;
use crate::page::table_line;
use crate::page::width;
use crate::page::wrap;

use super::canvas::{Area, Canvas, Target, run, text};
use super::change_list_panel::{self, ChangeListAreas};
use super::command::{COMMANDS, Command, Context, Entry, Group, symbols};
use super::comparison::SavedPosition;
use super::encodings::EncodingList;
use super::export_format::{Export, ExportFormat};
use super::keymap::Keymap;
use super::menu::Menu;
use super::prompt::Prompt;

/// The purpose of a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To search the text.
    Search,
    /// To filter the list.
    Filter,
    /// To search the texts of all documents.
    Texts,
}

/// Rows below a list for the help line of the selected entry: a gap and two lines.
const HELP_ROWS: u16 = 3;

/// Cells of a table line besides its two columns; see [`table_line`].
const TABLE_GAPS_CELLS: usize = 5;

/// Cells for the key at the end of a line of the palette.
const PALETTE_KEY_CELLS: usize = 9;

/// Something drawn on top of a screen.
#[derive(Debug)]
pub(super) enum Overlay {
    /// The keys of a context.
    Help { rows: Vec<HelpRow>, menu: Menu },
    /// The commands that have an effect in a context, and those of them that match the typed text.
    Palette { prompt: Prompt, menu: Menu, context: Context, offered: Vec<&'static Entry>, listed: Vec<Command> },
    /// The table of contents.
    Contents { toc: Toc, menu: Menu },
    /// The links of a document.
    Links { links: Box<Links>, menu: Menu },
    /// The encodings that a document can be read in.
    Encodings { list: EncodingList, menu: Menu },
    /// The formats to export in.
    Exports { formats: &'static [ExportFormat], menu: Menu },
    /// The changes.
    ChangeList { page: Box<ChangeListPage>, menu: Menu, scrolled: Scrolled, before: SavedPosition },
    /// Which kinds of difference are hidden, and how many of each there are.
    HiddenKinds { hidden: HiddenKinds, counts: Vec<(HiddenKind, usize)>, menu: Menu },
    /// A line of text.
    Line { purpose: Purpose, prompt: Prompt },
    /// The name of the file to export to; with `replace` set, it is that of a file that exists.
    Export { export: Box<Export>, prompt: Prompt },
}

/// By how many lines the chosen change in full is scrolled.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scrolled {
    /// The entry that was scrolled; others are not.
    entry: usize,
    lines: isize,
}

/// A row of the help screen.
#[derive(Debug)]
pub(super) enum HelpRow {
    /// A heading.
    Head(&'static str),
    /// Keys and what they do.
    Key(String, &'static str, Command),
    /// Nothing.
    Gap,
}

impl Overlay {
    /// The keys that work in a context.
    pub(super) fn help(keymap: &Keymap, context: Context, offers: impl Fn(Command) -> bool) -> Self {
        let mut rows = Vec::new();
        for group in Group::ALL {
            let entries: Vec<_> =
                COMMANDS.iter().filter(|e| e.group == group && e.works_in(context) && offers(e.command)).collect();
            if entries.is_empty() {
                continue;
            }
            if !rows.is_empty() {
                rows.push(HelpRow::Gap);
            }
            rows.push(HelpRow::Head(group.name()));
            for entry in entries {
                let keys: Vec<_> = keymap.keys_in(entry.command, context).iter().map(|k| symbols(k)).collect();
                rows.push(HelpRow::Key(keys.join("  "), entry.help, entry.command));
            }
        }
        Self::Help { rows, menu: Menu::at(1) }
    }

    /// The commands that have an effect in a context.
    pub(super) fn palette(context: Context, offers: impl Fn(Command) -> bool) -> Self {
        let works = |e: &&Entry| e.works_in(context) && e.command != Command::Palette && offers(e.command);
        let offered = COMMANDS.iter().filter(works).collect();
        let (prompt, menu) = (Prompt::default(), Menu::default());
        let mut palette = Self::Palette { prompt, menu, context, offered, listed: Vec::new() };
        palette.typed();
        palette
    }

    /// The change list of a comparison with a change selected; `before` is the window's position.
    pub(super) fn change_list(page: ChangeListPage, change: Option<usize>, before: SavedPosition) -> Self {
        let menu = Menu::at(page.entry_of(change));
        Self::ChangeList { page: Box::new(page), menu, scrolled: Scrolled::default(), before }
    }

    /// The context of its keys.
    pub(super) const fn context(&self) -> Context {
        match self {
            Self::Help { .. }
            | Self::Contents { .. }
            | Self::Links { .. }
            | Self::Encodings { .. }
            | Self::Exports { .. } => Context::List,
            Self::ChangeList { .. } => Context::ChangeList,
            Self::HiddenKinds { .. } => Context::HiddenKinds,
            Self::Palette { .. } | Self::Line { .. } | Self::Export { .. } => Context::Prompt,
        }
    }

    /// The number of its entries.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Help { rows, .. } => rows.len(),
            Self::Palette { listed, .. } => listed.len(),
            Self::Contents { toc, .. } => toc.len(),
            Self::Links { links, .. } => links.len(),
            Self::Encodings { list, .. } => list.len(),
            Self::Exports { formats, .. } => formats.len(),
            Self::ChangeList { page, .. } => page.len(),
            Self::HiddenKinds { counts, .. } => counts.len(),
            Self::Line { .. } | Self::Export { .. } => 0,
        }
    }

    /// Its list.
    pub(super) const fn menu(&mut self) -> Option<&mut Menu> {
        match self {
            Self::Help { menu, .. }
            | Self::Palette { menu, .. }
            | Self::Contents { menu, .. }
            | Self::Links { menu, .. }
            | Self::Encodings { menu, .. }
            | Self::Exports { menu, .. }
            | Self::ChangeList { menu, .. }
            | Self::HiddenKinds { menu, .. } => Some(menu),
            Self::Line { .. } | Self::Export { .. } => None,
        }
    }

    /// Its prompt.
    pub(super) const fn prompt(&mut self) -> Option<&mut Prompt> {
        match self {
            Self::Palette { prompt, .. } | Self::Line { prompt, .. } | Self::Export { prompt, .. } => Some(prompt),
            Self::Help { .. }
            | Self::Contents { .. }
            | Self::Links { .. }
            | Self::Encodings { .. }
            | Self::Exports { .. }
            | Self::ChangeList { .. }
            | Self::HiddenKinds { .. } => None,
        }
    }

    /// Moves the selection; false if the command does not move it. Headings of the help screen are skipped.
    pub(super) fn go(&mut self, command: Command, height: usize) -> bool {
        let len = self.len();
        let Some(menu) = self.menu() else { return false };
        let before = menu.chosen;
        if !menu.go(command, len, height) {
            return false;
        }
        if let Self::Help { rows, menu } = self {
            let up = menu.chosen < before;
            let key = |i: &usize| matches!(rows.get(*i), Some(HelpRow::Key(..)));
            let nearest = if up { (0..=menu.chosen).rev().find(key) } else { (menu.chosen..len).find(key) };
            // The heading above the first key is shown too.
            if nearest.is_none() || nearest == Some(1) {
                menu.chosen = 0;
                menu.settle(len, height);
            }
            menu.chosen = nearest.unwrap_or(before);
            menu.settle(len, height);
        }
        true
    }

    /// Shows a change list with another filter; false if it is not a change list.
    pub(super) fn relist(&mut self, list: ChangeListPage) -> bool {
        let Self::ChangeList { page, menu, scrolled, .. } = self else { return false };
        *menu = Menu::at(list.entry_of(None));
        *scrolled = Scrolled::default();
        **page = list;
        true
    }

    /// Updates the palette after its prompt has changed.
    pub(super) fn typed(&mut self) {
        let Self::Palette { prompt, menu, offered, listed, .. } = self else { return };
        let pattern = Pattern::parse(prompt.text(), CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut score = |text: &str| pattern.score(nucleo_matcher::Utf32Str::new(text, &mut buffer), &mut matcher);
        // A match in the name ranks above one in the help line.
        let mut scored: Vec<_> = offered
            .iter()
            .map(|e| ((score(e.name), score(e.help)), e.command))
            .filter(|((name, help), _)| name.is_some() || help.is_some())
            .collect();
        scored.sort_by_key(|s| std::cmp::Reverse(s.0));
        *listed = scored.into_iter().map(|s| s.1).collect();
        *menu = Menu::default();
    }

    /// Whether it is a list, which covers part of the screen; a prompt takes only the footer.
    pub(super) const fn is_list(&self) -> bool {
        !matches!(self, Self::Line { .. } | Self::Export { .. })
    }

    /// The area of its list in a panel.
    pub(super) fn list_area(&self, panel: Area) -> Area {
        match self {
            Self::ChangeList { page, .. } => ChangeListAreas::new(page, inside(panel)).list,
            _ => {
                let list = inside(panel).inset_rows(2, 0);
                list.inset_rows(0, if self.cuts_help(usize::from(list.width)) { HELP_ROWS } else { 0 })
            }
        }
    }

    /// Cells of the column before the help lines.
    const fn name_cells(&self) -> usize {
        match self {
            Self::Exports { .. } => 13,
            Self::HiddenKinds { .. } => 20,
            _ => 18,
        }
    }

    /// Whether a help line does not fit beside its name in a list of `cells` cells; that of the selected entry is then
    /// shown in full below the list.
    fn cuts_help(&self, cells: usize) -> bool {
        let room = cells.saturating_sub(self.name_cells() + TABLE_GAPS_CELLS);
        let fits = |help: &str, room: usize| width(help) <= room;
        match self {
            Self::Help { rows, .. } => rows.iter().any(|row| match row {
                HelpRow::Key(_, help, _) => !fits(help, room),
                HelpRow::Head(_) | HelpRow::Gap => false,
            }),
            Self::Palette { offered, .. } => {
                offered.iter().any(|entry| !fits(entry.help, room.saturating_sub(PALETTE_KEY_CELLS)))
            }
            Self::Exports { formats, .. } => formats.iter().any(|format| !fits(format.help(), room)),
            Self::HiddenKinds { counts, .. } => counts.iter().any(|(kind, _)| !fits(kind.help(), room)),
            // A document may have thousands of links.
            Self::Links { .. } => true,
            _ => false,
        }
    }

    /// The help line of the selected entry, the target of a link.
    fn chosen_help(&self) -> Option<Cow<'static, str>> {
        match self {
            Self::Help { rows, menu } => match rows.get(menu.chosen)? {
                HelpRow::Key(_, help, _) => Some((*help).into()),
                HelpRow::Head(_) | HelpRow::Gap => None,
            },
            Self::Palette { menu, listed, .. } => Some(listed.get(menu.chosen)?.entry()?.help.into()),
            Self::Links { links, menu } => Some(links.target(menu.chosen).into()),
            Self::Exports { formats, menu } => Some(formats.get(menu.chosen)?.help().into()),
            Self::HiddenKinds { counts, menu, .. } => Some(counts.get(menu.chosen)?.0.help().into()),
            _ => None,
        }
    }

    /// Draws the help line of the selected entry below the list, if one does not fit beside its name.
    fn draw_chosen_help(&self, list: Area, canvas: &mut Canvas) {
        let Some(help) = self.chosen_help().filter(|_| self.cuts_help(usize::from(list.width))) else { return };
        let rows = u16::try_from(self.len()).unwrap_or(u16::MAX).min(list.height);
        let below = Area { y: list.y + rows + 1, height: HELP_ROWS - 1, ..list }.inset_cols(3, 1);
        for (line, n) in wrap(&help, usize::from(below.width)).into_iter().zip(0..below.height) {
            canvas.put(below.row(n), text(line, Role::Dim));
        }
    }

    /// The chosen change in full, as far as it is visible in a panel, after scrolling it by more lines.
    fn detail(&self, panel: Area, more: isize) -> Option<Detail> {
        let Self::ChangeList { page, menu, scrolled, .. } = self else { return None };
        let area = ChangeListAreas::new(page, inside(panel)).detail;
        let lines = if scrolled.entry == menu.chosen { scrolled.lines } else { 0 };
        Some(page.detail(menu.chosen, usize::from(area.width), usize::from(area.height), lines + more))
    }

    /// Whether the chosen change in full does not fit in a panel.
    pub(super) fn has_more(&self, panel: Area) -> bool {
        self.detail(panel, 0).is_some_and(|detail| detail.is_cut())
    }

    /// Scrolls the chosen change in full, up to its ends.
    pub(super) fn scroll_detail(&mut self, panel: Area, lines: isize) {
        let above = |more| self.detail(panel, more).map_or(0, |detail| detail.above);
        let moves = isize::try_from(above(lines)).unwrap_or(0) - isize::try_from(above(0)).unwrap_or(0);
        if let Self::ChangeList { menu, scrolled, .. } = self {
            let before = if scrolled.entry == menu.chosen { scrolled.lines } else { 0 };
            *scrolled = Scrolled { entry: menu.chosen, lines: before + moves };
        }
    }

    pub(super) fn draw(&self, keymap: &Keymap, area: Area, canvas: &mut Canvas) {
        if !self.is_list() {
            return;
        }
        canvas.clear(area);
        canvas.target(area, Target::Overlay);
        if area.x > 0 {
            for n in 0..area.height {
                canvas.put(Area { width: 1, ..area.row(n) }, text("│", Role::Rule));
            }
        }
        let list = self.list_area(area);
        self.draw_entries(keymap, area, list, canvas);
        self.draw_chosen_help(list, canvas);
        if self.len() == 0 {
            canvas.put(list, text("  none", Role::Dim));
        }
    }

    /// Draws the title and the entries in `list`, a part of `area`.
    fn draw_entries(&self, keymap: &Keymap, area: Area, list: Area, canvas: &mut Canvas) {
        let cells = usize::from(list.width);
        let head = Area { y: area.y, height: 1, ..list };
        let named = |title: &str| text(format!(" {title}"), Role::Heading);
        match self {
            Self::Help { rows, menu } => {
                canvas.put(head, named("Keys that work here"));
                menu.draw(canvas, list, rows.len(), |i| match rows.get(i) {
                    Some(HelpRow::Head(name)) => text(format!(" {name}"), Role::Dim),
                    Some(HelpRow::Key(keys, help, _)) => {
                        table_line(keys, self.name_cells(), help, i == menu.chosen, cells)
                    }
                    Some(HelpRow::Gap) | None => text("", Role::Text),
                });
            }
            Self::Palette { menu, listed, context, .. } => {
                canvas.put(head, named("Commands"));
                menu.draw(canvas, list, listed.len(), |i| {
                    let Some(entry) = listed.get(i).and_then(|c| c.entry()) else { return text("", Role::Text) };
                    let keys = keymap.keys_in(entry.command, *context);
                    let key = keys.first().map(|k| symbols(k)).unwrap_or_default();
                    let mut line = table_line(
                        entry.name,
                        self.name_cells(),
                        entry.help,
                        i == menu.chosen,
                        cells.saturating_sub(PALETTE_KEY_CELLS),
                    );
                    line.runs.push(run(format!(" {key:>7} "), Role::Dim));
                    line
                });
            }
            Self::Contents { toc, menu } => {
                canvas.put(head, named("Contents"));
                menu.draw(canvas, list, toc.len(), |i| {
                    table_line(&toc.text(i), cells.saturating_sub(6), "", i == menu.chosen, cells)
                });
            }
            Self::Links { links, menu } => {
                canvas.put(head, named("Links"));
                menu.draw(canvas, list, links.len(), |i| {
                    table_line(&links.text(i), cells * 2 / 5, &links.target(i), i == menu.chosen, cells)
                });
            }
            Self::Encodings { list: encodings, menu } => {
                canvas.put(head, named("Encodings"));
                menu.draw(canvas, list, encodings.len(), |i| {
                    let (name, script) = encodings.row(i);
                    table_line(&name, 18, &script, i == menu.chosen, cells)
                });
            }
            Self::Exports { formats, menu } => {
                canvas.put(head, named("Export as"));
                menu.draw(canvas, list, formats.len(), |i| {
                    let Some(format) = formats.get(i) else { return text("", Role::Text) };
                    table_line(format.name(), self.name_cells(), format.help(), i == menu.chosen, cells)
                });
            }
            Self::ChangeList { page, menu, .. } => {
                let inside = Area { y: area.y, height: area.height, ..list };
                let detail = self.detail(area, 0).unwrap_or_default();
                change_list_panel::draw(page, menu, detail, keymap, inside, canvas);
            }
            Self::HiddenKinds { hidden, counts, menu } => {
                canvas.put(head, named("Hidden kinds of difference"));
                menu.draw(canvas, list, counts.len(), |i| {
                    let Some(&(kind, n)) = counts.get(i) else { return text("", Role::Text) };
                    let state = format!("{} {:<12} {n:>4}", if hidden.has(kind) { "✓" } else { "·" }, kind.name());
                    table_line(&state, self.name_cells(), kind.help(), i == menu.chosen, cells)
                });
            }
            Self::Line { .. } | Self::Export { .. } => {}
        }
    }
}

/// The part of a panel for its text: one next to a text begins with a rule.
fn inside(panel: Area) -> Area {
    panel.inset_cols(if panel.x > 0 { 2 } else { 0 }, 0)
}
