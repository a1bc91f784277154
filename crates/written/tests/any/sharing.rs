//! Any record of sharing.

use hearken_core::{
    Extra, Record, Timestamp,
    sharing::{
        GivenPage, Grant, Invitation, KeyMovedOn, Manner, Member, PrivateNote, Role, Said, Seen, SharedBand,
        SharedCourse, SharedField, SharedPage, SharedPoint, Space, Subject,
    },
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{day, id, text, when};

fn instant() -> impl Strategy<Value = Timestamp> + Clone {
    any::<i64>().prop_map(Timestamp::from_millis)
}

fn subject() -> impl Strategy<Value = Subject> {
    prop_oneof![
        id().prop_map(Subject::Record),
        Just(Subject::Map),
        "[a-z0-9/ -]{1,12}".prop_map(Subject::Measure),
    ]
}

prop_compose! {
    fn space(extra: BoxedStrategy<Extra>)(
        (called, role, mine, confirmed) in (text(), select(&Role::ALL[..]), any::<bool>(), any::<bool>()),
        gone in any::<bool>(),
        invitation in option::of((text(), text(), instant())),
        (compared, ended, extra) in (option::of(instant()), option::of(instant()), extra),
        put_aside in vec(id(), 0..3),
    ) -> Space {
        let invitation = invitation.map(|(link, code, ends)| Invitation { link, code, ends });
        Space { called, role, mine, invitation, confirmed, compared, ended, gone, put_aside, extra }
    }
}

prop_compose! {
    fn grant(extra: BoxedStrategy<Extra>)(
        (space, subject, page) in (id(), subject(), id()),
        (fields, until, extra) in (vec(text(), 0..4), option::of(day()), extra),
        [whole, keeps_up, paused, stopped] in any::<[bool; 4]>(),
    ) -> Grant {
        Grant { space, subject, fields, whole, keeps_up, until, page, paused, stopped, extra }
    }
}

prop_compose! {
    fn course()(
        highest in any::<u8>(),
        bands in vec((any::<u32>(), any::<u32>(), text()), 0..3),
        points in vec((when(), option::of(any::<u8>()), text()), 0..4),
    ) -> SharedCourse {
        let bands = bands.into_iter().map(|(from, to, name)| SharedBand { from, to, name }).collect();
        let points = points.into_iter().map(|(when, level, remark)| SharedPoint { when, level, remark });
        SharedCourse { highest, bands, points: points.collect() }
    }
}

prop_compose! {
    fn page(extra: BoxedStrategy<Extra>)(
        (by, kind, title) in (id(), text(), text()),
        fields in vec((text(), text(), text(), option::of(course())), 0..4),
        (keeps_up, until, extra) in (any::<bool>(), option::of(day()), extra),
    ) -> SharedPage {
        let fields = fields.into_iter();
        let fields = fields.map(|(key, name, text, course)| SharedField { key, name, text, course }).collect();
        SharedPage { by, kind, title, fields, keeps_up, until, extra }
    }
}

prop_compose! {
    fn said(extra: BoxedStrategy<Extra>)(
        (by, about, manner) in (id(), option::of(id()), select(&Manner::ALL[..])),
        (words, to_do, extra) in (text(), text(), extra),
    ) -> Said {
        Said { by, about, manner, words, to_do, extra }
    }
}

/// Any record of sharing; what a newer program wrote comes from `extra`.
pub(super) fn record(extra: &BoxedStrategy<Extra>) -> impl Strategy<Value = Record> + use<> {
    let any_extra = || extra.clone();
    let note =
        (id(), text(), any_extra()).prop_map(|(space, words, extra)| PrivateNote { space, words, extra });
    let given = (text(), subject(), vec(text(), 0..4), when(), option::of(day()), any_extra()).prop_map(
        |(to, subject, fields, when, until, extra)| GivenPage { to, subject, fields, when, until, extra },
    );
    let member = (text(), option::of(select(&Role::ALL[..])), any::<bool>(), any_extra())
        .prop_map(|(called, role, left, extra)| Member { called, role, left, extra });
    let seen = (id(), id(), any::<u32>(), when(), any_extra())
        .prop_map(|(by, what, rev, when, extra)| Seen { by, what, rev, when, extra });
    let moved_on = (any::<u32>(), vec(any::<u8>(), 0..40), any_extra())
        .prop_map(|(epoch, commitment, extra)| KeyMovedOn { epoch, commitment, extra });
    prop_oneof![
        2 => space(any_extra()).prop_map(Record::from),
        2 => grant(any_extra()).prop_map(Record::from),
        1 => note.prop_map(Record::from),
        1 => given.prop_map(Record::from),
        1 => member.prop_map(Record::from),
        2 => page(any_extra()).prop_map(Record::from),
        1 => said(any_extra()).prop_map(Record::from),
        1 => seen.prop_map(Record::from),
        1 => moved_on.prop_map(Record::from),
    ]
}
