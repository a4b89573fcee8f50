//! Codes of the care plan and its slips (第1表–第7表, 利用者補足情報).

code_list! {
    /// 計画書区分: whether the plan is the first, by referral, continued, or several of these.
    pub enum PlanKind(2) = "計画書区分コード" {
        First = "11" "初回",
        Referred = "12" "紹介",
        Continued = "21" "継続",
        FirstAndReferred = "51" "初回＆紹介",
        FirstAndContinued = "52" "初回＆継続",
        ReferredAndContinued = "53" "紹介＆継続",
        FirstReferredAndContinued = "54" "初回＆紹介＆継続",
    }
}

code_list! {
    /// 認定状況区分: whether the care level is certified or applied for.
    pub enum CertificationStatus(1) = "認定状況区分コード" {
        AppliedFor = "1" "申請中",
        Certified = "2" "認定済",
    }
}

code_list! {
    /// 要介護状態区分: the level of care.
    pub enum CareLevel(2) = "要介護状態区分コード" {
        ProgramTarget = "06" "事業対象者",
        Support1 = "12" "要支援１",
        Support2 = "13" "要支援２",
        Care1 = "21" "要介護１",
        Care2 = "22" "要介護２",
        Care3 = "23" "要介護３",
        Care4 = "24" "要介護４",
        Care5 = "25" "要介護５",
    }
}

code_list! {
    /// 生活援助中心型の算定理由: why home help centred on housekeeping is planned.
    pub enum HousekeepingReason(1) = "生活援助中心型の算定理由コード" {
        LivesAlone = "1" "一人暮らし",
        FamilyUnable = "2" "家族等が障害、疾病等",
        OtherReason = "3" "その他",
    }
}

code_list! {
    /// 保険対象区分: whether a service of 第2表 is covered by the insurance.
    pub enum InsuranceCoverage(1) = "保険対象区分コード" {
        Covered = "Y" "対象",
        NotCovered = "N" "対象外",
    }
}

code_list! {
    /// 利用者性別: the sex of the person.
    pub enum Sex(1) = "利用者性別" {
        Male = "1" "男性",
        Female = "2" "女性",
    }
}

code_list! {
    /// 曜日: a day of the week, Monday first.
    pub enum Weekday(1) = "曜日" {
        Monday = "1" "月曜日",
        Tuesday = "2" "火曜日",
        Wednesday = "3" "水曜日",
        Thursday = "4" "木曜日",
        Friday = "5" "金曜日",
        Saturday = "6" "土曜日",
        Sunday = "7" "日曜日",
    }
}

code_list! {
    /// 該当・非該当: whether something applies (３０日超区分, 障害等認定, 経済状況).
    pub enum Applies(1) = "該当・非該当" {
        Yes = "1" "該当",
        No = "0" "非該当",
    }
}
