//! Code lists of the plan that the standard does not have. **Provisional.**
//!
//! Level of care, sex, housing and 日常生活自立度 are the lists of `careplan-model`.

use careplan_model::code_list;

code_list! {
    /// 計画区分: whether the plan is about renting, buying, or both.
    pub enum EquipmentPlanKind(1) = "計画区分" {
        Rental = "1" "貸与",
        Sale = "2" "販売",
        RentalAndSale = "3" "貸与・販売",
    }
}

code_list! {
    /// 供給区分: whether a piece of equipment is rented or sold.
    pub enum SupplyKind(1) = "供給区分" {
        Rental = "1" "貸与",
        Sale = "2" "販売",
    }
}

code_list! {
    /// つかまり区分 (寝返り, 起き上がり, 立ち上がり, 屋内歩行, 屋外歩行): whether the person has to hold on to something.
    pub enum StandingAbility(1) = "ADL（つかまり）" {
        WithoutHolding = "1" "つかまらないでできる",
        Holding = "2" "つかまればできる",
        PartialHelp = "3" "一部介助",
        Unable = "4" "できない",
    }
}

code_list! {
    /// 介助区分 (移乗, 移動, 排泄, 入浴, 食事, 更衣): how much help the person needs.
    pub enum AssistanceNeeded(1) = "ADL（介助）" {
        Independent = "1" "自立",
        Supervised = "2" "見守り等",
        PartialHelp = "3" "一部介助",
        FullHelp = "4" "全介助",
    }
}

code_list! {
    /// 座位区分 (座位): how far the person keeps sitting.
    pub enum SittingAbility(1) = "ADL（座位）" {
        Able = "1" "できる",
        WithOwnHands = "2" "自分の手で支えればできる",
        Supported = "3" "支えてもらえばできる",
        Unable = "4" "できない",
    }
}

code_list! {
    /// 意向の区分方法: how the wishes of the person and of the family were told apart.
    pub enum WishesSplit(1) = "意向の区分方法" {
        NotSplit = "0" "区分なし",
        ByPerson = "1" "人による区分",
        ProposedAndConfirmed = "2" "プログラムの提案を人が確認",
    }
}

code_list! {
    /// 選択制: whether the person may choose between renting and buying (固定用スロープ, 歩行器 without wheels,
    /// 歩行補助つえ except 松葉づえ), and what was chosen.
    pub enum ChoiceScheme(1) = "貸与・販売の選択制" {
        NotSubject = "0" "対象外",
        ChoseRental = "1" "選択制・貸与",
        ChoseSale = "2" "選択制・販売",
    }
}

code_list! {
    /// はい・いいえ: whether something was done (説明, 提示, 交付, 採用).
    pub enum YesNo(1) = "はい・いいえ" {
        Yes = "1" "はい",
        No = "0" "いいえ",
    }
}
