//! Codes of 利用者基本情報 and 介護予防サービス・支援計画書.

code_list! {
    /// 計画種類: which of the two kinds of preventive planning.
    pub enum PreventivePlanType(1) = "計画種類" {
        PreventiveSupport = "1" "介護予防支援",
        PreventiveCareManagement = "2" "介護予防ケアマネジメント",
    }
}

code_list! {
    /// 委託の有無: whether the centre plans itself or commissions a care-management office.
    pub enum Commission(1) = "委託の有無" {
        OwnPlanning = "1" "自前",
        Commissioned = "2" "委託",
    }
}

code_list! {
    /// 相談方法: how the consultation took place.
    pub enum ConsultationMethod(2) = "相談方法" {
        Visit = "01" "来所",
        Phone = "02" "電話",
        OtherMethod = "03" "その他",
    }
}

code_list! {
    /// 相談回数: whether it is the first consultation.
    pub enum ConsultationRound(2) = "相談回数" {
        First = "01" "初回",
        Again = "02" "再来",
    }
}

code_list! {
    /// 利用者の現況: where the person is.
    pub enum UserSituation(2) = "利用者の現況" {
        AtHome = "01" "在宅",
        Inpatient = "02" "入院又は入所中",
    }
}

code_list! {
    /// 障害高齢者の日常生活自立度: independence in daily life with a disability.
    pub enum DisabilityIndependence(2) = "障害高齢者の日常生活自立度" {
        Independent = "01" "自立",
        J1 = "11" "J1",
        J2 = "12" "J2",
        A1 = "21" "A1",
        A2 = "22" "A2",
        B1 = "31" "B1",
        B2 = "32" "B2",
        C1 = "41" "C1",
        C2 = "42" "C2",
    }
}

code_list! {
    /// 認知症高齢者の日常生活自立度: independence in daily life with dementia.
    pub enum DementiaIndependence(2) = "認知症高齢者の日常生活自立度" {
        Independent = "01" "自立",
        I = "02" "Ⅰ",
        IIa = "03" "Ⅱａ",
        IIb = "04" "Ⅱｂ",
        IIIa = "05" "Ⅲａ",
        IIIb = "06" "Ⅲｂ",
        IV = "07" "Ⅳ",
        M = "08" "Ｍ",
    }
}

code_list! {
    /// 要介護状態区分 of 利用者基本情報: as [`CareLevel`](super::CareLevel), with 非該当 in place of 事業対象者.
    pub enum AssessedCareLevel(2) = "要介護状態区分（利用者基本情報）" {
        NotApplicable = "01" "非該当",
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
    /// 基本チェックリスト記入結果: what the basic checklist found.
    pub enum ChecklistResult(1) = "基本チェックリスト記入結果" {
        Applicable = "1" "事業対象者の該当あり",
        NotApplicable = "2" "事業対象者の該当なし",
    }
}

code_list! {
    /// 居住形態: how the person lives.
    pub enum HousingType(2) = "居住形態" {
        Owned = "01" "自宅",
        Rented = "02" "借家",
        Detached = "03" "一戸建て",
        Apartment = "04" "集合住宅",
        OwnedDetached = "05" "自宅・一戸建て",
        OwnedApartment = "06" "自宅・集合住宅",
        RentedDetached = "07" "借家・一戸建て",
        RentedApartment = "08" "借家・集合住宅",
    }
}

code_list! {
    /// 有・無: whether there is something (住宅改修, 領域における課題).
    pub enum Presence(1) = "有・無" {
        Present = "1" "有",
        Absent = "2" "無",
    }
}

code_list! {
    /// 要・否: whether a programme is needed (事業プログラムの要否).
    pub enum Necessity(1) = "要・否" {
        Needed = "1" "要",
        NotNeeded = "2" "否",
    }
}

code_list! {
    /// 主治医・意見作成者フラグ: whether the doctor is the attending one.
    pub enum DoctorRole(1) = "主治医・意見作成者フラグ" {
        AttendingDoctor = "1" "主治医",
        OtherDoctor = "2" "それ以外",
    }
}

code_list! {
    /// 経過: the course of an illness.
    pub enum TreatmentStatus(2) = "経過" {
        InTreatment = "01" "治療中",
        UnderObservation = "02" "経過観察中",
        OtherCourse = "03" "その他",
    }
}

code_list! {
    /// 要支援状態区分 of 介護予防サービス・支援計画書.
    pub enum SupportLevel(1) = "要支援状態区分" {
        Support1 = "1" "要支援１",
        Support2 = "2" "要支援２",
        CommunityProgram = "3" "地域支援事業",
    }
}
