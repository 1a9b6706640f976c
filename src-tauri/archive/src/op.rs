//! The operations a person can do and undo; the interface translates each into the Undo label.
//! Does nothing itself.

use crate::words::words;

words! {
    /// What an edit does, as a person would name it.
    Op {
        /// Files: accepts the proposals and takes the speech out of the inbox.
        File = "file",
        /// Confirms single fields as they stand.
        Confirm = "confirm",
        /// Changes the meeting type.
        Retype = "retype",
        /// Changes the date.
        Redate = "redate",
        /// Changes the title.
        Retitle = "retitle",
        /// Changes another field.
        Refile = "refile",
        /// Proposes anew what waits in the inbox.
        Repropose = "repropose",
        /// Adds or removes themes.
        Theme = "theme",
        /// Adds a note.
        AddNote = "note.add",
        /// Changes a note.
        EditNote = "note.edit",
        /// Removes a note.
        RemoveNote = "note.remove",
        /// Makes a notebook.
        AddNotebook = "notebook.add",
        /// Renames a notebook.
        RenameNotebook = "notebook.rename",
        /// Removes a notebook with its excerpts.
        RemoveNotebook = "notebook.remove",
        /// Makes a section of a notebook.
        AddSection = "section.add",
        /// Renames a section.
        RenameSection = "section.rename",
        /// Moves a section with its excerpts.
        MoveSection = "section.move",
        /// Removes the heading of a section; its excerpts stay.
        RemoveSection = "section.remove",
        /// Takes a passage into a notebook.
        AddExcerpt = "excerpt.add",
        /// Changes an excerpt's comment.
        EditExcerpt = "excerpt.edit",
        /// Moves an excerpt within or between notebooks.
        MoveExcerpt = "excerpt.move",
        /// Removes an excerpt.
        RemoveExcerpt = "excerpt.remove",
        /// Says that speeches are versions of one.
        TieVersions = "version.tie",
        /// Says that a speech is no version of another.
        SetApart = "version.apart",
        /// Lets a speech stand for its versions.
        LetLead = "version.lead",
        /// Puts into the trash.
        Trash = "trash",
        /// Takes out of the trash.
        Restore = "restore",
        /// Brings back a removed line.
        RestoreLine = "line.restore",
        /// Hides a line that was brought back.
        HideLine = "line.hide",
        /// Corrects the words of a text.
        Correct = "text.correct",
        /// Imports files.
        Import = "import",
        /// Reads files anew.
        Reread = "reread",
        /// Saves a search.
        SaveSearch = "search.save",
        /// Makes a term of a vocabulary.
        AddTerm = "term.add",
        /// Renames, moves or colours a term, or gives it further words.
        EditTerm = "term.edit",
        /// Lets a term stand for another.
        MergeTerms = "term.merge",
        /// Takes a term away.
        RemoveTerm = "term.remove",
        /// Empties the trash.
        EmptyTrash = "trash.empty",
        /// Renames a saved search.
        RenameSearch = "search.rename",
        /// Removes a saved search.
        RemoveSearch = "search.remove",
    }
}
