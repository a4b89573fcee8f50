//! Where the items of a form stand: the order and the groups of the printed forms, by field names.
//!
//! An item that stands nowhere here is drawn at the end of its form, so that nothing is left out.

use careplan_model::Layout;

/// A part of a form.
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) blocks: &'static [Block],
}

/// How items are laid out.
pub(super) enum Block {
    /// Lines of items side by side.
    Rows(&'static [&'static [&'static str]]),
    /// A table: the names of its columns (the first of the names of its lines), its lines.
    Matrix { columns: &'static [&'static str], rows: &'static [(&'static str, &'static [&'static str])] },
}

impl Block {
    /// The items that it shows.
    pub(super) fn fields(&self) -> Vec<&'static str> {
        match self {
            Self::Rows(rows) => rows.concat(),
            Self::Matrix { rows, .. } => rows.iter().flat_map(|(_, fields)| *fields).copied().collect(),
        }
    }
}

/// The design of a form of one record; `None` for the others.
pub(super) fn design(layout: &Layout) -> Option<&'static [Section]> {
    match layout.form {
        "Table1" => Some(TABLE1),
        "UserSupplement" => Some(SUPPLEMENT),
        "BasicInfo" => Some(BASIC_INFO),
        "PreventivePlan" => Some(PREVENTIVE_PLAN),
        "EquipmentPlanHeader" => Some(EQUIPMENT_PLAN),
        _ => None,
    }
}

const TABLE1: &[Section] = &[Section {
    title: "",
    blocks: &[Block::Rows(&[
        &["plan_kind", "certification_status", "created_on", "plan_date", "first_plan_date"],
        &["user_postal_code", "user_address_1", "user_address_2"],
        &["planner_name", "care_office_name", "care_office"],
        &["care_office_postal_code", "care_office_address_1", "care_office_address_2"],
        &["care_level", "certified_on", "valid_from", "valid_until"],
        &["wishes_and_needs_analysis"],
        &["certification_committee_opinion"],
        &["support_policy"],
        &["housekeeping_reason", "housekeeping_reason_other"],
    ])],
}];

const SUPPLEMENT: &[Section] = &[
    Section {
        title: "",
        blocks: &[Block::Rows(&[
            &["user_name", "user_name_kana", "user_sex", "user_birth_date"],
            &["user_postal_code", "user_address_1", "user_address_2", "user_phone"],
            &[
                "care_level",
                "previous_care_level",
                "care_level_changed_on",
                "certification_status",
                "certified_on",
            ],
            &["benefit_limit", "benefit_limit_from", "benefit_limit_until", "total_limit_excess_units"],
            &["short_stay_prior_day_count", "short_stay_cumulative_day_count", "plan_date", "service_month"],
        ])],
    },
    Section {
        title: "種類支給限度",
        blocks: &[Block::Matrix {
            columns: &["", "サービス種類コード", "支給限度基準額", "合計単位数", "限度超単位数"],
            rows: &[
                (
                    "１",
                    &[
                        "slot_1_service_type",
                        "slot_1_benefit_limit",
                        "slot_1_total_units",
                        "slot_1_limit_excess_units",
                    ],
                ),
                (
                    "２",
                    &[
                        "slot_2_service_type",
                        "slot_2_benefit_limit",
                        "slot_2_total_units",
                        "slot_2_limit_excess_units",
                    ],
                ),
                (
                    "３",
                    &[
                        "slot_3_service_type",
                        "slot_3_benefit_limit",
                        "slot_3_total_units",
                        "slot_3_limit_excess_units",
                    ],
                ),
                (
                    "４",
                    &[
                        "slot_4_service_type",
                        "slot_4_benefit_limit",
                        "slot_4_total_units",
                        "slot_4_limit_excess_units",
                    ],
                ),
                (
                    "５",
                    &[
                        "slot_5_service_type",
                        "slot_5_benefit_limit",
                        "slot_5_total_units",
                        "slot_5_limit_excess_units",
                    ],
                ),
                (
                    "６",
                    &[
                        "slot_6_service_type",
                        "slot_6_benefit_limit",
                        "slot_6_total_units",
                        "slot_6_limit_excess_units",
                    ],
                ),
                (
                    "７",
                    &[
                        "slot_7_service_type",
                        "slot_7_benefit_limit",
                        "slot_7_total_units",
                        "slot_7_limit_excess_units",
                    ],
                ),
                (
                    "８",
                    &[
                        "slot_8_service_type",
                        "slot_8_benefit_limit",
                        "slot_8_total_units",
                        "slot_8_limit_excess_units",
                    ],
                ),
                (
                    "９",
                    &[
                        "slot_9_service_type",
                        "slot_9_benefit_limit",
                        "slot_9_total_units",
                        "slot_9_limit_excess_units",
                    ],
                ),
            ],
        }],
    },
];

const BASIC_INFO: &[Section] = &[
    Section {
        title: "相談",
        blocks: &[Block::Rows(&[
            &["consulted_on", "consultation_method", "consultation_method_other", "consultation_round"],
            &["previously_consulted_on", "preventive_plan_type", "planning_commissioned", "author_name"],
            &["user_situation", "user_situation_detail"],
        ])],
    },
    Section {
        title: "本人",
        blocks: &[Block::Rows(&[
            &["user_name", "user_name_kana", "user_sex", "user_birth_date"],
            &["user_address", "user_phone", "user_fax"],
            &["independence_with_disability", "independence_with_dementia"],
            &["care_level", "valid_from", "valid_until", "previous_care_level"],
            &["checklist_result", "checklist_completed_on"],
            &[
                "has_physical_disability",
                "has_intellectual_disability",
                "has_mental_disability",
                "has_intractable_disease",
                "disability_notes",
            ],
            &["housing_type", "room_floor", "home_modified"],
            &[
                "receives_national_pension",
                "receives_employees_pension",
                "receives_disability_pension",
                "receives_public_assistance",
                "economic_situation_detail",
            ],
        ])],
    },
    Section {
        title: "来所者（相談者）・緊急連絡先",
        blocks: &[Block::Matrix {
            columns: &["", "氏名", "続柄", "住所", "電話番号"],
            rows: &[
                (
                    "来所者（相談者）",
                    &["visitor_name", "visitor_relation", "visitor_address", "visitor_phone"],
                ),
                (
                    "緊急連絡先 1",
                    &["contact_1_name", "contact_1_relation", "contact_1_address", "contact_1_phone"],
                ),
                (
                    "緊急連絡先 2",
                    &["contact_2_name", "contact_2_relation", "contact_2_address", "contact_2_phone"],
                ),
                (
                    "緊急連絡先 3",
                    &["contact_3_name", "contact_3_relation", "contact_3_address", "contact_3_phone"],
                ),
                (
                    "緊急連絡先 4",
                    &["contact_4_name", "contact_4_relation", "contact_4_address", "contact_4_phone"],
                ),
            ],
        }],
    },
    Section {
        title: "家族と生活",
        blocks: &[Block::Rows(&[
            &["family_situation", "family_image_file_name"],
            &["life_history"],
            &["daily_routine"],
            &["hobbies_and_skills", "friends_and_community"],
            &["public_services_in_use", "informal_services_in_use"],
            &["consented_on", "consenter_name"],
        ])],
    },
];

const PREVENTIVE_PLAN: &[Section] = &[
    Section {
        title: "",
        blocks: &[Block::Rows(&[
            &["reference_no", "user_name", "plan_kind", "certification_status", "support_level"],
            &["certified_on", "valid_from", "valid_until", "preventive_plan_type", "planning_commissioned"],
            &["plan_date", "first_plan_date", "support_center_planner_name", "care_manager_name"],
            &["planner_office_name", "planner_office_address", "planner_office_phone", "support_center_name"],
            &["one_day_life_goal", "one_year_life_goal"],
        ])],
    },
    Section {
        title: "アセスメント領域と現在の状況",
        blocks: &[Block::Matrix {
            columns: &[
                "領域",
                "現在の状況",
                "本人・家族の意欲・意向",
                "課題の有無",
                "領域における課題（背景・原因）",
            ],
            rows: &[
                (
                    "運動・移動",
                    &["mobility_current_state", "mobility_wishes", "mobility_has_need", "mobility_need"],
                ),
                (
                    "日常生活（家庭生活）",
                    &[
                        "daily_life_current_state",
                        "daily_life_wishes",
                        "daily_life_has_need",
                        "daily_life_need",
                    ],
                ),
                (
                    "社会参加、対人関係・コミュニケーション",
                    &["social_current_state", "social_wishes", "social_has_need", "social_need"],
                ),
                ("健康管理", &["health_current_state", "health_wishes", "health_has_need", "health_need"]),
            ],
        }],
    },
    Section {
        title: "方針",
        blocks: &[Block::Rows(&[&["medical_precautions"], &["implementation_policy"], &["support_policy"]])],
    },
    Section {
        title: "基本チェックリストの該当数と事業プログラムの要否",
        blocks: &[Block::Matrix {
            columns: &["", "該当数", "要否"],
            rows: &[
                ("運動不足", &["checklist_exercise_count", "exercise_program_needed"]),
                ("栄養改善", &["checklist_nutrition_count", "nutrition_program_needed"]),
                ("口腔内ケア", &["checklist_oral_care_count", "oral_care_program_needed"]),
                ("閉じこもり予防", &["checklist_homebound_count", "homebound_program_needed"]),
                ("物忘れ予防", &["checklist_memory_count", "memory_program_needed"]),
                ("うつ予防", &["checklist_depression_count", "depression_program_needed"]),
            ],
        }],
    },
    Section {
        title: "意見・同意",
        blocks: &[Block::Rows(&[&["support_center_opinion"], &["consented_on", "consenter_name"]])],
    },
];

const EQUIPMENT_PLAN: &[Section] = &[
    Section {
        title: "基本情報",
        blocks: &[Block::Rows(&[
            &["control_number", "plan_date", "plan_kind", "care_plan_date"],
            &["provider_name", "provider", "service_type", "specialist_name"],
            &["care_office_name", "care_office", "planner_name"],
            &["user_name", "user_name_kana", "user_sex", "user_birth_date"],
            &["user_postal_code", "user_address_1", "user_address_2", "user_phone"],
            &["care_level", "certification_status", "certified_on", "valid_from", "valid_until"],
            &["consulter_name", "consulter_relation", "consulted_on"],
            &["consultation"],
            &["planner_consulted_on", "planner_consultation"],
        ])],
    },
    Section {
        title: "身体状況・ADL",
        blocks: &[Block::Rows(&[
            &["body_checked_on", "height", "weight"],
            &["adl_turning_over", "adl_sitting_up", "adl_standing_up", "adl_transferring", "adl_sitting"],
            &["adl_walking_indoors", "adl_walking_outdoors", "adl_moving"],
            &["adl_toileting", "adl_bathing", "adl_eating", "adl_dressing"],
            &["communication", "senses", "illness", "paralysis"],
            &["independence_with_disability", "independence_with_dementia"],
            &["body_note"],
        ])],
    },
    Section {
        title: "介護環境・住環境",
        blocks: &[Block::Rows(&[
            &["family_situation", "other_services", "equipment_in_use"],
            &["environment_note"],
            &["housing_type", "room_floor", "has_lift"],
            &["housing_note"],
        ])],
    },
    Section {
        title: "意向と方針",
        blocks: &[Block::Rows(&[
            &["wishes_source"],
            &["user_wishes", "family_wishes", "wishes_split"],
            &["support_policy"],
            &["precautions"],
            &["monitoring_month", "monitoring_timing"],
        ])],
    },
    Section {
        title: "説明と同意",
        blocks: &[Block::Rows(&[
            &["price_explained", "several_products_shown", "plan_explained"],
            &["consented_on", "consenter_name", "consenter_relation"],
        ])],
    },
];

#[cfg(test)]
mod tests {
    use super::design;
    use careplan_fukushi::EquipmentPlanHeader;
    use careplan_model::{AnyForm, Form, Layout};
    use std::collections::BTreeSet;

    /// Items that stand in the heading, or at the end by intent: they tell of the record, not of the person.
    const ELSEWHERE: &[&str] =
        &["csv_version", "insurer", "insured", "updated_by", "reserved", "consent_received_by"];

    #[test]
    fn every_item_stands_at_one_place() {
        let equipment: &'static Layout = <EquipmentPlanHeader<String> as Form>::LAYOUT;
        let mut designs = 0;
        for layout in AnyForm::<String>::LAYOUTS.iter().copied().chain([equipment]) {
            let Some(sections) = design(layout) else { continue };
            designs += 1;
            let fields: Vec<&str> =
                sections.iter().flat_map(|section| section.blocks).flat_map(super::Block::fields).collect();
            let placed: BTreeSet<&str> = fields.iter().copied().collect();
            assert_eq!(placed.len(), fields.len(), "{}: an item stands twice", layout.form);
            let wanted: BTreeSet<&str> = layout
                .items
                .iter()
                .map(|item| item.field)
                .filter(|field| !ELSEWHERE.contains(field))
                .collect();
            assert_eq!(placed, wanted, "{}", layout.form);
        }
        assert_eq!(designs, 5);
    }
}
